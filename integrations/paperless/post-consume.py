#!/usr/bin/env python3
"""For PAPERLESS_POST_CONSUME_SCRIPT: tells gouji that a document has come in, and never fails.

Of what paperless-ngx says in the environment only DOCUMENT_ID is read. Where GOUJI_RECEIVER is set, such as
http://gouji:8765/, the number goes there, with the secret of GOUJI_SECRET; else `gouji paperless` is begun beside,
where that is installed. A script that fails would make the task of the document fail, though it is stored: whatever
happens, this ends with 0. It needs the standard library alone, and is done within five seconds.
"""

import json
import os
import subprocess
import sys
import urllib.request


def main():
    """Hand over the number of the document; what goes wrong is a line in the log of the archive."""
    number = os.environ.get("DOCUMENT_ID", "")
    if not number.isdigit():
        print("gouji: no DOCUMENT_ID", file=sys.stderr)
        return
    receiver = os.environ.get("GOUJI_RECEIVER", "")
    if receiver:
        body = json.dumps({"document_id": int(number)}).encode()
        headers = {"Content-Type": "application/json", "X-Gouji-Secret": os.environ.get("GOUJI_SECRET", "")}
        request = urllib.request.Request(receiver, body, headers, method="POST")
        with urllib.request.urlopen(request, timeout=5) as answer:
            print(f"gouji: document {number}: {answer.status}")
        return
    nothing = subprocess.DEVNULL
    subprocess.Popen(
        ["gouji", "paperless", number], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    print(f"gouji: document {number} is checked")


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        print(f"gouji: {error}", file=sys.stderr)
    sys.exit(0)
