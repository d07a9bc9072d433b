#!/bin/sh
# peil agree beside R: random tables with ties, missing cells, constant raters, two raters, one
# target. ICC and Cohen's kappas by psych; Cronbach by psych; omega by factanal; Kendall's W by
# Friedman's test; rwg, deviation and unity by their formulas; Krippendorff, Fleiss and Gwet by
# short functions written here after the papers, since Debian has no package for them.
# Skips (77) without R or psych. `./bootstrap check --all` runs it.
set -eu

command -v Rscript >/dev/null 2>&1 || {
	echo "agree_r.sh: SKIPPED: no R here; hint: install r-base-core and r-cran-psych"
	exit 77
}
Rscript -e 'library(psych)' >/dev/null 2>&1 || {
	echo "agree_r.sh: SKIPPED: R has no psych; hint: install r-cran-psych"
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >make.R <<'END'
set.seed(20)
shapes <- list(c(12, 4), c(30, 2), c(8, 6), c(25, 3), c(1, 5), c(60, 2), c(10, 10), c(2, 2))
n <- 0
for (turn in 1:4) for (shape in shapes) for (holes in c(0, .15)) {
	n <- n + 1
	truth <- sample(1:4, shape[1], TRUE)
	m <- sapply(1:shape[2], function(r) pmin(4, pmax(1, truth + sample(-1:1, shape[1], TRUE))))
	m <- matrix(m, shape[1])
	if (turn == 2) m[, 1] <- 2
	if (turn == 3) m <- m * 1.25 - .5
	if (turn == 4) m[] <- sample(c(1, 4), length(m), TRUE)
	m[runif(length(m)) < holes] <- NA
	if (all(is.na(m))) m[1] <- 1
	d <- data.frame(rater = rep(sprintf("r%02d", 1:ncol(m)), each = nrow(m)),
		target = rep(sprintf("t%03d", 1:nrow(m)), ncol(m)), value = as.vector(m))
	write.csv(d, sprintf("one-%03d.csv", n), row.names = FALSE, quote = FALSE)
}
for (n in 1:12) {
	k <- sample(3:9, 1)
	f <- rnorm(60)
	x <- sapply(1:k, function(i) round(5 + runif(1, .5, 2) * f + rnorm(60, 0, runif(1, .7, 2)), 1))
	d <- data.frame(rater = rep(sprintf("r%d", 1:3), times = 20 * k),
		target = rep(rep(sprintf("t%02d", 1:20), each = 3), k),
		criterion = rep(sprintf("c%d", 1:k), each = 60), value = as.vector(x))
	write.csv(d, sprintf("many-%03d.csv", n), row.names = FALSE, quote = FALSE)
}
END
Rscript make.R

for file in one-*.csv; do
	levels=
	if ! grep -q '\.' "$file"; then levels='--levels 1..4'; fi
	# shellcheck disable=SC2086
	"$PEIL" agree --bootstrap 0 --format csv $levels "$file" >one
	sed "s/^/$file,/" one >>got.csv
done
for file in many-*.csv; do
	"$PEIL" agree --bootstrap 0 --format csv "$file" >one
	sed -n "s/^\*/$file,*/p" one >>got.csv
done

cat >compare.R <<'END'
suppressWarnings(suppressMessages(library(psych)))
got <- read.csv("got.csv", header = FALSE, stringsAsFactors = FALSE,
	col.names = c("file", "criterion", "statistic", "estimate", "low", "high", "t", "r", "n"))
got <- got[got$statistic != "statistic", ]
compared <- 0; wrong <- 0; seen <- c()
say <- function(file, what, mine, theirs, digits) {
	theirs <- unname(theirs)[1]
	if (is.nan(theirs) || is.infinite(theirs)) theirs <- NA
	bad <- is.na(mine) != is.na(theirs) || (!is.na(mine) && abs(mine - theirs) > digits)
	compared <<- compared + 1
	seen[[what]] <<- if (what %in% names(seen)) seen[[what]] + 1 else 1
	if (bad) { wrong <<- wrong + 1; cat(file, what, "peil", mine, "R", theirs, "\n") }
}
alpha <- function(m, metric) {
	u <- split(as.vector(t(m)), rep(1:nrow(m), each = ncol(m)))
	u <- Filter(function(x) length(x) > 1, lapply(u, function(x) x[!is.na(x)]))
	v <- sort(unique(unlist(u))); n <- table(factor(unlist(u), v)); N <- sum(n)
	if (length(v) < 2) return(NA)
	o <- matrix(0, length(v), length(v))
	for (x in u) { c <- as.vector(table(factor(x, v))); o <- o + (c %o% c - diag(c, length(c))) / (length(x) - 1) }
	d <- outer(seq_along(v), seq_along(v), Vectorize(function(i, j) switch(metric,
		nominal = as.numeric(i != j), interval = (v[i] - v[j])^2,
		ratio = if (i == j) 0 else ((v[i] - v[j]) / (v[i] + v[j]))^2,
		ordinal = (sum(n[i:j]) - (n[i] + n[j]) / 2)^2)))
	1 - (N - 1) * sum(o * d) / sum((n %o% n) * d)
}
# Gwet (2014), as in irrCAC: counts, pa, pe, linearised variance, t interval
chance <- function(m, levels, kind, weights) {
	q <- length(levels); if (q < 2) return(rep(NA, 3))
	a <- t(apply(m, 1, function(x) as.vector(table(factor(x, levels)))))
	a <- a[rowSums(a) > 0, , drop = FALSE]
	n <- nrow(a); r <- rowSums(a); two <- r >= 2; if (!any(two)) return(rep(NA, 3))
	D <- abs(outer(1:q, 1:q, "-")) / (q - 1)
	w <- switch(weights, same = diag(q), linear = 1 - D, quadratic = 1 - D^2)
	pai <- rowSums(a * (a %*% w - 1)) / ifelse(two, r * (r - 1), 1)
	pa <- mean(pai[two]); p <- colMeans(a / r); share <- sum(w) / (q * (q - 1))
	if (kind == "ac") { pe <- share * sum(p * (1 - p)); pei <- share * as.vector(a %*% (1 - p)) / r }
	if (kind == "fleiss") { pe <- sum(p^2); pei <- as.vector(a %*% p) / r }
	if (kind == "percent") { pe <- 0; pei <- rep(0, n) }
	if (kind == "fleiss" && sum(p > 0) < 2) return(rep(NA, 3))
	k <- (pa - pe) / (1 - pe)
	ki <- ifelse(two, n / sum(two) * (pai - pe) / (1 - pe), 0) - 2 * (1 - k) * (pei - pe) / (1 - pe)
	if (n < 2) return(c(k, NA, NA))
	half <- qt(.975, n - 1) * sqrt(sum((ki - k)^2) / (n * (n - 1)))
	c(k, k - half, min(1, k + half))
}
three <- function(file, id, theirs, digits = 2e-6) {
	x <- got[got$file == file & got$statistic == id, ]
	say(file, id, as.numeric(x$estimate), theirs[1], digits)
	say(file, paste0(id, "_low"), as.numeric(x$low), theirs[2], digits)
	say(file, paste0(id, "_high"), as.numeric(x$high), theirs[3], digits)
}
# Fleiss, Cohen & Everitt (1969), their formula; psych has another one for weights, which gives a
# rater who never moves (kappa 0, whatever the other does) a wide interval.
fce <- function(t, w) {
	p <- t / sum(t); r <- rowSums(p); c <- colSums(p)
	po <- sum(p * w); pe <- sum((r %o% c) * w)
	wi <- as.vector(w %*% c); wj <- as.vector(r %*% w)
	v <- sum(p * (w * (1 - pe) - outer(wi, wj, "+") * (1 - po))^2) - (po * pe - 2 * pe + po)^2
	k <- (po - pe) / (1 - pe)
	half <- qnorm(.975) * sqrt(max(0, v) / (sum(t) * (1 - pe)^4))
	c(k, k - half, min(1, k + half))
}
value <- function(file, id) suppressWarnings(as.numeric(got$estimate[got$file == file & got$statistic == id]))
options(warn = -1)
for (file in list.files(pattern = "^one-")) {
	d <- read.csv(file)
	m <- with(d, tapply(value, list(target, rater), mean))
	declared <- !any(grepl(".", readLines(file), fixed = TRUE))
	kept <- m[rowSums(!is.na(m)) > 0, colSums(!is.na(m)) > 0, drop = FALSE]
	levels <- if (declared) 1:4 else sort(unique(as.vector(m)))
	for (metric in c("nominal", "ordinal", "interval", "ratio"))
		say(file, paste0("alpha_", metric), value(file, paste0("alpha_", metric)), alpha(m, metric), 2e-6)
	three(file, "percent_agreement", chance(kept, levels, "percent", "same"))
	three(file, "fleiss_kappa", chance(kept, levels, "fleiss", "same"))
	three(file, "gwet_ac1", chance(kept, levels, "ac", "same"))
	three(file, "gwet_ac2_linear", chance(kept, levels, "ac", "linear"))
	three(file, "gwet_ac2_quadratic", chance(kept, levels, "ac", "quadratic"))
	full <- !anyNA(kept) && nrow(kept) > 1 && ncol(kept) > 1
	varies <- length(unique(as.vector(kept))) > 1
	if (full && varies) {
		icc <- ICC(kept, lmer = FALSE)$results
		for (i in 1:6) {
			id <- c("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")[i]
			theirs <- unlist(icc[i, c("ICC", "lower bound", "upper bound")])
			x <- got[got$file == file & got$statistic == id, ]
			# psych gives nothing useful where a mean square is zero
			if (any(!is.finite(theirs)) || is.na(as.numeric(x$low))) next
			three(file, id, theirs)
		}
		k <- ncol(kept); n <- nrow(kept)
		# Friedman ranks within rows: raters are its blocks, targets its treatments
		w <- friedman.test(t(kept))$statistic / (k * (n - 1))
		say(file, "kendall_w", value(file, "kendall_w"), w, 2e-6)
	} else if (!full) {
		say(file, "icc2", value(file, "icc2"), NA, 0)
		say(file, "kendall_w", value(file, "kendall_w"), NA, 0)
	}
	both <- if (ncol(kept) == 2) kept[complete.cases(kept), , drop = FALSE] else kept[0, , drop = FALSE]
	if (nrow(both) > 2 && length(unique(as.vector(both))) > 1) {
		q <- length(levels)
		D <- abs(outer(1:q, 1:q, "-")) / (q - 1)
		t2 <- table(factor(both[, 1], levels), factor(both[, 2], levels))
		plain <- cohen.kappa(t2, w = 1 - D)
		say(file, "kappa_psych", value(file, "cohen_kappa"), plain$kappa, 2e-6)
		say(file, "kappa_linear_psych", value(file, "kappa_linear"), plain$weighted.kappa, 2e-6)
		three(file, "cohen_kappa", fce(t2, diag(q)))
		three(file, "kappa_linear", fce(t2, 1 - D))
		three(file, "kappa_quadratic", fce(t2, 1 - D^2))
	}
	if (declared) {
		rows <- lapply(1:nrow(kept), function(i) kept[i, !is.na(kept[i, ])])
		rows <- Filter(function(x) length(x) > 1, rows)
		mean0 <- function(f) if (length(rows)) mean(sapply(rows, f)) else NA
		say(file, "rwg", value(file, "rwg"), mean0(function(x) max(0, 1 - var(x) / 1.25)), 2e-6)
		say(file, "average_deviation", value(file, "average_deviation"), mean0(function(x) mean(abs(x - mean(x)))), 2e-6)
		say(file, "unity", value(file, "unity"), mean0(function(x) 1 + mean(log2(1 - abs(x - mean(x)) / 3))), 2e-6)
		say(file, "adjacent_agreement", value(file, "adjacent_agreement"), mean0(function(x) { d <- abs(outer(x, x, "-")); mean(d[upper.tri(d)] <= 1) }), 2e-6)
	}
}
for (file in list.files(pattern = "^many-")) {
	x <- read.csv(file)
	d <- with(x, tapply(value, list(paste(rater, target), criterion), mean))
	a <- psych::alpha(as.data.frame(d), check.keys = FALSE)
	three(file, "cronbach_alpha", c(a$total$raw_alpha, a$feldt$lower.ci[[1]], a$feldt$upper.ci[[1]]))
	f <- factanal(covmat = cov(d), factors = 1, n.obs = nrow(d), control = list(nstart = 5, opt = list(factr = 1e4, maxit = 1000)))
	l <- f$loadings * sqrt(diag(cov(d))); u <- f$uniquenesses * diag(cov(d))
	say(file, "omega_total", value(file, "omega_total"), sum(l)^2 / (sum(l)^2 + sum(u)), 1e-5)
}
print(seen)
cat(compared, "figures compared with R,", wrong, "differ\n")
if (wrong > 0 || compared < 500) quit(status = 1)
END
Rscript compare.R

# The lines that --r prints do compute what stands beside them. Debian has psych, not irr and irrCAC.
lines=0
for file in one-001.csv one-003.csv one-011.csv one-012.csv many-001.csv; do
	levels=
	case $file in one-*) levels='--levels 1..4' ;; esac
	# shellcheck disable=SC2086
	"$PEIL" agree --bootstrap 0 --format csv $levels "$file" >one
	# shellcheck disable=SC2086
	"$PEIL" agree --bootstrap 0 --r $levels "$file" | sed '1,/^# R/d' | awk '
		/ # [a-z0-9_]+$/ {
			if ($0 ~ /irr(CAC)?::/) next
			id = $NF
			sub(/ # [a-z0-9_]+$/, "")
			printf "cat(part, \"%s\", suppressWarnings(%s), \"\\n\")\n", id, $0
			next
		}
		/^x <- / { print "part <- " (match($0, /"[^"]*"/) ? substr($0, RSTART, RLENGTH) : "\"*\"") }
		{ print }' >lines.R
	Rscript lines.R >theirs 2>/dev/null
	awk -v file="$file" 'FNR == NR { split($0, f, ","); got[f[1] " " f[2]] = f[3]; next }
		{
			off = got[$1 " " $2] - $3
			if (off > 2e-6 || off < -2e-6 || got[$1 " " $2] == "") {
				print file ": --r: " $2 " of " $1 " is " $3 " in R, not " got[$1 " " $2]
				bad = 1
			}
		}
		END { exit bad }' one theirs
	lines=$((lines + $(wc -l <theirs)))
done
echo "$lines lines of R run"
[ "$lines" -gt 50 ]
