"""Turns Word files into PDF in a running LibreOffice. Runs under the Python that has `uno`, the system's own.

Takes one JSON object a line, {"from": FILE, "to": FILE}, and answers each with a line; {} ends LibreOffice.
"""

import contextlib
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException


def connect(pipe, seconds=60):
    """Return the desktop of the LibreOffice that listens on a pipe, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + seconds
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def to_pdf(desktop, source, target):
    """Write a file as PDF."""
    hidden, form = PropertyValue(), PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    form.Name, form.Value = "FilterName", "writer_pdf_Export"
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (hidden,))
    try:
        document.storeToURL(uno.systemPathToFileUrl(target), (form,))
    finally:
        document.close(True)


def main(pipe):
    """Answer requests until told to end."""
    desktop = connect(pipe)
    print("ready", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request:
            to_pdf(desktop, request["from"], request["to"])
        else:
            # It may end before it can answer.
            with contextlib.suppress(DisposedException):
                desktop.terminate()
        print("done", flush=True)
        if not request:
            return


if __name__ == "__main__":
    main(sys.argv[1])
