#include "config.h"

#include "ui/keyfile.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX    (1024 * 1024)
#define SIZE_MAX_   1000 /* rows or columns */
#define SECONDS_MAX 1e6

struct parser {
	const char *text;
	size_t len, at;
	unsigned line;
	struct keyfile *keyfile;
	struct faults *faults;
	const char *token; /* without the quotes when `quoted` */
	size_t token_len;
	unsigned token_line;
	bool quoted;
};

static struct keyfile_step *add_step(struct parser *parser, enum keyfile_kind kind)
{
	struct keyfile *keyfile = parser->keyfile;
	struct keyfile_step *step;

	if ((keyfile->count & (keyfile->count - 1)) == 0)
		keyfile->list = mem_grow(keyfile->list, keyfile->count,
			keyfile->count ? keyfile->count * 2 : 1, sizeof(*keyfile->list));
	step = &keyfile->list[keyfile->count++];
	step->kind = kind;
	step->line = parser->token_line;
	return step;
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void skip_space(struct parser *parser)
{
	while (parser->at < parser->len) {
		char byte = parser->text[parser->at];

		if (byte == '#') {
			while (parser->at < parser->len && parser->text[parser->at] != '\n')
				parser->at++;
			continue;
		}
		if (!is_space(byte))
			return;
		if (byte == '\n')
			parser->line++;
		parser->at++;
	}
}

static void take_quoted(struct parser *parser)
{
	const char *text = parser->text;

	parser->token = text + ++parser->at;
	while (parser->at < parser->len && text[parser->at] != '"') {
		if (text[parser->at] == '\n')
			parser->line++;
		parser->at++;
	}
	parser->token_len = (size_t)(text + parser->at - parser->token);
	parser->quoted = true;
	if (parser->at == parser->len) {
		faults_add(parser->faults, FAULT_ERROR, parser->token_line, 0,
			"put \" behind the text", "a quoted text has no end");
		return;
	}
	parser->at++;
	if (parser->at < parser->len && !is_space(text[parser->at]))
		faults_add(parser->faults, FAULT_ERROR, parser->line, 0,
			"put a space behind the closing \"", "something is stuck to a quoted text");
}

static bool take_token(struct parser *parser)
{
	skip_space(parser);
	if (parser->at >= parser->len)
		return false;
	parser->token_line = parser->line;
	parser->quoted = false;
	if (parser->text[parser->at] == '"') {
		take_quoted(parser);
		return true;
	}
	parser->token = parser->text + parser->at;
	while (parser->at < parser->len && !is_space(parser->text[parser->at]))
		parser->at++;
	parser->token_len = (size_t)(parser->text + parser->at - parser->token);
	return true;
}

static bool token_is(const struct parser *parser, const char *word)
{
	return !parser->quoted && strlen(word) == parser->token_len &&
	       memcmp(parser->token, word, parser->token_len) == 0;
}

static void add_typed(struct parser *parser)
{
	size_t at = 0;

	while (at < parser->token_len) {
		struct keyfile_step *step = add_step(parser, KEYFILE_KEY);
		uint32_t point;

		at += text_decode(parser->token + at, parser->token_len - at, &point);
		step->key.kind = KEY_NAMED;
		if (point == ' ')
			step->key.name = KEY_N_SPACE;
		else if (point == '\n')
			step->key.name = KEY_N_ENTER;
		else if (point == '\t')
			step->key.name = KEY_N_TAB;
		else
			step->key = (struct key){.kind = KEY_POINT, .point = point};
	}
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool is_hex_token(const struct parser *parser)
{
	return !parser->quoted && parser->token_len == 2 && hex_digit(parser->token[0]) >= 0 &&
	       hex_digit(parser->token[1]) >= 0;
}

/* Bytes go on as long as two hex digits stand there: no key is written so. */
static void add_bytes(struct parser *parser)
{
	struct buf bytes = BUF_EMPTY;
	struct keyfile_step *step;
	unsigned line = parser->token_line;
	struct parser before = *parser;

	while (take_token(parser) && is_hex_token(parser)) {
		buf_byte(&bytes,
			(char)(hex_digit(parser->token[0]) * 16 + hex_digit(parser->token[1])));
		before = *parser;
	}
	parser->at = before.at;
	parser->line = before.line;
	if (bytes.len == 0) {
		faults_add(parser->faults, FAULT_ERROR, line, 0,
			"write each byte as two hex digits, as in :bytes ff e9",
			":bytes has no bytes");
		return;
	}
	step = add_step(parser, KEYFILE_BYTES);
	step->line = line;
	step->len = bytes.len;
	step->text = buf_take(&bytes);
}

static void add_paste(struct parser *parser)
{
	unsigned line = parser->token_line;
	struct keyfile_step *step;

	if (!take_token(parser) || !parser->quoted) {
		faults_add(parser->faults, FAULT_ERROR, line, 0, "write :paste \"text\"",
			":paste has no text in quotes");
		return;
	}
	step = add_step(parser, KEYFILE_PASTE);
	step->len = parser->token_len;
	step->text = mem_text_n(parser->token, parser->token_len);
}

static void add_tick(struct parser *parser)
{
	unsigned line = parser->token_line;
	double seconds = -1;
	char *word = take_token(parser) ? mem_text_n(parser->token, parser->token_len) : NULL;

	if (!word || !decimal_parse(word, &seconds) || seconds < 0 || seconds > SECONDS_MAX)
		faults_add(parser->faults, FAULT_ERROR, line, 0, "write :tick 2 or :tick 0.5",
			":tick has no number of seconds");
	else
		add_step(parser, KEYFILE_TICK)->number = (int)(seconds * 1000 + 0.5);
	free(word);
}

static void add_size(struct parser *parser)
{
	unsigned line = parser->token_line;
	uint64_t columns = 0, rows = 0;
	char *word = take_token(parser) ? mem_text_n(parser->token, parser->token_len) : NULL;
	char *cross = word ? strchr(word, 'x') : NULL;
	struct keyfile_step *step;

	if (cross)
		*cross = '\0';
	if (!cross || !decimal_whole(word, SIZE_MAX_, &columns) ||
		!decimal_whole(cross + 1, SIZE_MAX_, &rows) || columns == 0 || rows == 0) {
		faults_add(parser->faults, FAULT_ERROR, line, 0,
			"write columns and rows, as in :size 80x24", ":size has no size");
	} else {
		step = add_step(parser, KEYFILE_SIZE);
		step->number = (int)columns;
		step->number2 = (int)rows;
	}
	free(word);
}

static void add_dump(struct parser *parser)
{
	unsigned line = parser->token_line;
	struct keyfile_step *step;

	if (!take_token(parser) || parser->token_len == 0) {
		faults_add(parser->faults, FAULT_ERROR, line, 0, "write :dump NAME",
			":dump has no name");
		return;
	}
	step = add_step(parser, KEYFILE_DUMP);
	step->text = mem_text_n(parser->token, parser->token_len);
}

static void add_command(struct parser *parser)
{
	if (token_is(parser, ":paste"))
		add_paste(parser);
	else if (token_is(parser, ":bytes"))
		add_bytes(parser);
	else if (token_is(parser, ":tick"))
		add_tick(parser);
	else if (token_is(parser, ":saved"))
		add_step(parser, KEYFILE_SAVED);
	else if (token_is(parser, ":hangup"))
		add_step(parser, KEYFILE_HANGUP);
	else if (token_is(parser, ":size"))
		add_size(parser);
	else if (token_is(parser, ":dump"))
		add_dump(parser);
	else
		faults_add(parser->faults, FAULT_ERROR, parser->token_line, 0,
			"there are :paste :bytes :tick :saved :hangup :size :dump",
			"\"%.*s\" is no command", (int)parser->token_len, parser->token);
}

static void add_token(struct parser *parser)
{
	struct key key;

	if (parser->quoted)
		add_typed(parser);
	else if (parser->token_len > 1 && parser->token[0] == ':')
		add_command(parser);
	else if (key_from_token(parser->token, parser->token_len, &key))
		add_step(parser, KEYFILE_KEY)->key = key;
	else
		faults_add(parser->faults, FAULT_ERROR, parser->token_line, 0,
			parser->token[0] == '<'
				? "there are <Enter> <Esc> <Space> <Tab> <BackTab> <Up> <Down> "
				  "<Left> <Right> <Home> <End> <PageUp> <PageDown> <BackSpace> "
				  "<Delete> <C-a> <Hash> <Quote>"
				: "put a space between keys, and quotes around a text that is "
				  "typed",
			"\"%.*s\" is no key", (int)parser->token_len, parser->token);
}

struct keyfile *keyfile_parse(const char *text, size_t len, struct faults *faults)
{
	struct parser parser = {.text = text, .len = len, .line = 1, .faults = faults};
	size_t valid = text_valid(text, len), errors = faults->errors;
	unsigned line = 1;

	if (valid < len || memchr(text, '\0', len)) {
		const char *nul = memchr(text, '\0', len);

		if (nul && (size_t)(nul - text) < valid)
			valid = (size_t)(nul - text);
		for (size_t i = 0; i < valid; i++)
			line += text[i] == '\n';
		faults_add(faults, FAULT_ERROR, line, 0, "use :bytes for such bytes",
			"not UTF-8 text");
		return NULL;
	}
	parser.keyfile = MEM_NEW(struct keyfile);
	while (take_token(&parser))
		add_token(&parser);
	if (faults->errors > errors) {
		keyfile_free(parser.keyfile);
		return NULL;
	}
	return parser.keyfile;
}

/* All of it, or false with errno; stops past FILE_MAX. */
static bool read_all(int fd, struct buf *out)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	char block[8192];
	ssize_t got;

	while (out->len <= FILE_MAX) {
		got = read(fd, block, sizeof(block));
		if (got == 0)
			return true;
		if (got > 0)
			buf_add(out, block, (size_t)got);
		else if (errno == EAGAIN)
			poll(&ready, 1, -1);
		else if (errno != EINTR)
			return false;
	}
	return true;
}

/* A pipe or a device may never end, and one that nobody writes to would seem empty. */
static bool is_file(int fd, struct faults *faults)
{
	struct stat about;

	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
		return true;
	faults_add(faults, FAULT_ERROR, 0, 0, "--keys - takes them from the standard input",
		"this is not a file with keys");
	return false;
}

struct keyfile *keyfile_read(const char *path, struct faults *faults)
{
	struct keyfile *keyfile = NULL;
	struct buf text = BUF_EMPTY;
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0 && !standard && !is_file(fd, faults))
		errno = 0; /* was said */
	else if (fd < 0 || !read_all(fd, &text))
		faults_add(faults, FAULT_ERROR, 0, 0, NULL, "cannot read: %s", strerror(errno));
	else if (text.len > FILE_MAX)
		faults_add(faults, FAULT_ERROR, 0, 0, NULL, "too large: more than %d KiB",
			FILE_MAX / 1024);
	else
		keyfile = keyfile_parse(buf_text(&text), text.len, faults);
	if (fd >= 0 && !standard)
		close(fd);
	buf_free(&text);
	return keyfile;
}

void keyfile_free(struct keyfile *keyfile)
{
	if (!keyfile)
		return;
	for (size_t i = 0; i < keyfile->count; i++) {
		key_free(&keyfile->list[i].key);
		free(keyfile->list[i].text);
	}
	free(keyfile->list);
	free(keyfile);
}
