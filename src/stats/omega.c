#include "config.h"

#include "stats/omega.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_UNIQUE 0.005
#define MOST_STEPS   500
#define CLOSE	     1e-11

/* One factor: the model's covariance is l l' + diag(psi), in correlations (every item has variance
 * 1), which maximum likelihood allows: scale goes in and out. Fisher scoring on l and psi. */
struct model {
	size_t k;
	double *r;	 /* correlations, k by k */
	double *l, *psi; /* now */
	double *l_next, *psi_next;
	double *w; /* inverse of the model's covariance */
	double *g; /* gradient matrix w - w r w, and room for w r */
	double *half;
	double *h, *step; /* information matrix 2k by 2k, and the step */
	bool *held;	  /* psi at its lower bound */
};

/* Cholesky in place (lower triangle); false when not positive definite. */
static bool factorise(double *matrix, size_t n)
{
	for (size_t j = 0; j < n; j++) {
		double original = matrix[j * n + j];
		for (size_t i = j; i < n; i++) {
			double sum = matrix[i * n + j];
			for (size_t m = 0; m < j; m++)
				sum -= matrix[i * n + m] * matrix[j * n + m];
			if (i == j && !(sum > 1e-11 * original))
				return false;
			matrix[i * n + j] = i == j ? sqrt(sum) : sum / matrix[j * n + j];
		}
	}
	return true;
}

static void solve(const double *factor, size_t n, double *x)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t m = 0; m < i; m++)
			x[i] -= factor[i * n + m] * x[m];
		x[i] /= factor[i * n + i];
	}
	for (size_t i = n; i-- > 0;) {
		for (size_t m = i + 1; m < n; m++)
			x[i] -= factor[m * n + i] * x[m];
		x[i] /= factor[i * n + i];
	}
}

/* log det + trace(r * inverse) for these parameters; the inverse by Woodbury. */
static double fit(const struct model *model, const double *l, const double *psi)
{
	size_t k = model->k;
	double sum = 1, value = 0, cross = 0;

	for (size_t i = 0; i < k; i++) {
		sum += l[i] * l[i] / psi[i];
		value += log(psi[i]) + model->r[i * k + i] / psi[i];
	}
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			cross += l[i] / psi[i] * model->r[i * k + j] * l[j] / psi[j];
	return value + log(sum) - cross / sum;
}

static void invert(struct model *model)
{
	size_t k = model->k;
	double sum = 1;

	for (size_t i = 0; i < k; i++)
		sum += model->l[i] * model->l[i] / model->psi[i];
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			model->w[i * k + j] =
				(i == j ? 1 / model->psi[i] : 0) -
				model->l[i] / model->psi[i] * model->l[j] / model->psi[j] / sum;
}

/* Gradient and information; psi held at the bound is taken out of both. False when done. */
static bool gradient(struct model *model)
{
	size_t k = model->k;
	double most = 0;

	invert(model);
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++) {
			model->half[i * k + j] = 0;
			for (size_t m = 0; m < k; m++)
				model->half[i * k + j] += model->w[i * k + m] * model->r[m * k + j];
		}
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++) {
			model->g[i * k + j] = model->w[i * k + j];
			for (size_t m = 0; m < k; m++)
				model->g[i * k + j] -= model->half[i * k + m] * model->w[m * k + j];
		}
	for (size_t i = 0; i < k; i++) {
		model->step[i] = 0;
		for (size_t j = 0; j < k; j++)
			model->step[i] -= 2 * model->g[i * k + j] * model->l[j];
		model->step[k + i] = -model->g[i * k + i];
		model->held[i] = model->psi[i] <= LEAST_UNIQUE && model->step[k + i] < 0;
		if (model->held[i])
			model->step[k + i] = 0;
		most = fmax(most, fmax(fabs(model->step[i]), fabs(model->step[k + i])));
	}
	return most > CLOSE;
}

static void information(struct model *model)
{
	size_t k = model->k, n = 2 * k;
	double *h = model->h, *u = model->half, c = 0; /* u: the inverse times l */

	for (size_t i = 0; i < k; i++) {
		u[i] = 0;
		for (size_t j = 0; j < k; j++)
			u[i] += model->w[i * k + j] * model->l[j];
		c += model->l[i] * u[i];
	}
	for (size_t i = 0; i < k; i++) {
		for (size_t j = 0; j < k; j++) {
			double w = model->w[i * k + j];
			bool out = model->held[i] || model->held[j];
			h[i * n + j] = 2 * (w * c + u[i] * u[j]);
			h[i * n + k + j] = model->held[j] ? 0 : 2 * w * u[j];
			h[(k + j) * n + i] = h[i * n + k + j];
			h[(k + i) * n + k + j] = out ? (i == j ? 1 : 0) : w * w;
		}
	}
}

/* Take the step, halved until the fit does not get worse. */
static bool take_step(struct model *model)
{
	double before = fit(model, model->l, model->psi);

	for (double share = 1; share > 1e-10; share /= 2) {
		for (size_t i = 0; i < model->k; i++) {
			model->l_next[i] = model->l[i] + share * model->step[i];
			model->psi_next[i] = fmax(
				LEAST_UNIQUE, model->psi[i] + share * model->step[model->k + i]);
		}
		double after = fit(model, model->l_next, model->psi_next);
		if (after <= before + 1e-14 * fabs(before)) {
			memcpy(model->l, model->l_next, model->k * sizeof(double));
			memcpy(model->psi, model->psi_next, model->k * sizeof(double));
			return before - after > 1e-15;
		}
	}
	return false;
}

/* Start: Joreskog's unique variances, and the first eigenvector of what is left. */
static bool start(struct model *model)
{
	size_t k = model->k;
	double *factor = model->g, length = 0;

	memcpy(factor, model->r, k * k * sizeof(double));
	if (!factorise(factor, k))
		return false;
	for (size_t i = 0; i < k; i++) {
		memset(model->step, 0, k * sizeof(double));
		model->step[i] = 1;
		solve(factor, k, model->step);
		model->psi[i] = (1 - 0.5 / (double)k) / model->step[i];
		model->l[i] = 1 + (double)i / (double)(7 * k);
	}
	for (int turn = 0; turn < 100; turn++) {
		for (size_t i = 0; i < k; i++) {
			model->l_next[i] = 0;
			for (size_t j = 0; j < k; j++)
				model->l_next[i] += model->r[i * k + j] * model->l[j];
		}
		length = 0;
		for (size_t i = 0; i < k; i++)
			length += model->l_next[i] * model->l_next[i];
		length = sqrt(length);
		for (size_t i = 0; i < k; i++)
			model->l[i] = model->l_next[i] / length;
	}
	for (size_t i = 0; i < k; i++)
		model->l[i] *= sqrt(fmax(length - 1, 0.1));
	return true;
}

static bool maximise(struct model *model)
{
	if (!start(model))
		return false;
	for (int turn = 0; turn < MOST_STEPS; turn++) {
		if (!gradient(model))
			return true;
		information(model);
		if (!factorise(model->h, 2 * model->k))
			return false;
		solve(model->h, 2 * model->k, model->step);
		if (!take_step(model))
			return true; /* as good as the arithmetic gets */
	}
	return false;
}

static struct model *model_new(const double *covariance, size_t k)
{
	struct model *model = MEM_NEW(struct model);
	double **vectors[] = {&model->l, &model->psi, &model->l_next, &model->psi_next};
	double **matrices[] = {&model->r, &model->w, &model->g, &model->half};

	model->k = k;
	for (size_t i = 0; i < 4; i++) {
		*vectors[i] = mem_grow(NULL, 0, k, sizeof(double));
		*matrices[i] = mem_grow(NULL, 0, k * k, sizeof(double));
	}
	model->h = mem_grow(NULL, 0, 4 * k * k, sizeof(double));
	model->step = mem_grow(NULL, 0, 2 * k, sizeof(double));
	model->held = mem_grow(NULL, 0, k, sizeof(bool));
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			model->r[i * k + j] = covariance[i * k + j] /
					      sqrt(covariance[i * k + i] * covariance[j * k + j]);
	return model;
}

static void model_free(struct model *model)
{
	free(model->r);
	free(model->l);
	free(model->psi);
	free(model->l_next);
	free(model->psi_next);
	free(model->w);
	free(model->g);
	free(model->half);
	free(model->h);
	free(model->step);
	free(model->held);
	free(model);
}

double omega_value(const double *covariance, size_t k)
{
	double loadings = 0, unique = 0, value = NAN;

	for (size_t i = 0; i < k; i++)
		if (!(covariance[i * k + i] > 0))
			return NAN;
	struct model *model = model_new(covariance, k);
	if (maximise(model)) {
		for (size_t i = 0; i < k; i++) {
			loadings += model->l[i] * sqrt(covariance[i * k + i]);
			unique += model->psi[i] * covariance[i * k + i];
		}
		value = loadings * loadings / (loadings * loadings + unique);
	}
	model_free(model);
	return value;
}

struct estimate omega_total(const struct items *items)
{
	const char *why_not = items_why_not(items, 3);

	if (why_not)
		return estimate_none(why_not);
	double *covariance = items_covariance(items, NULL);
	double value = covariance ? omega_value(covariance, items->item_count) : NAN;
	free(covariance);
	if (isnan(value))
		return estimate_none(N_("undefined: the one-factor model has no solution here"));
	return estimate_point(value);
}
