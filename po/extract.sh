#!/bin/sh
# extract.sh FILE: every translatable text of src/ as a gettext template. Runs in the source root.
set -eu

find src -name '*.[ch]' | LC_ALL=C sort |
	xgettext --files-from=- --language=C --from-code=UTF-8 --force-po --add-comments=TRANSLATORS \
		--keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
		--keyword=lang_plural:1,2 --keyword=lang_text --keyword=lang_context:1c,2 \
		--no-location --package-name=peil -o "$1"
