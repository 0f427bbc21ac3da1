"""Reads Word files through LibreOffice, for the tests. Runs under the Python that has `uno`, which is the system's own.

Takes one JSON object a line from standard input, gives one back:

    {"do": "read", "path": FILE, "contents": false}
        -> {"blocks": [{"label", "text", "style"} | {"rows": [[text]]}], "fields": [{"target", "text"}], "pages": n}
           (the paragraphs of a cell are parted by NUL)
    {"do": "pdf", "path": FILE, "to": FILE}  -> {}
    {"do": "stop"}  -> {} and ends LibreOffice
"""

import contextlib
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

_REFERENCE = "com.sun.star.text.TextField.GetReference"


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


def load(desktop, path):
    """Return a file as LibreOffice opens it, without a window."""
    return desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (_property("Hidden", True),))


def read(desktop, path, contents):
    """Return the paragraphs with their list labels, the tables, and what each cross-reference shows."""
    document = load(desktop, path)
    try:
        if contents:
            indexes = document.getDocumentIndexes()
            for position in range(indexes.getCount()):
                indexes.getByIndex(position).update()
        document.getTextFields().refresh()
        return {
            "blocks": list(_blocks(document.getText())),
            "fields": list(_fields(document)),
            "pages": document.getCurrentController().PageCount,
        }
    finally:
        document.close(True)


def _blocks(text):
    for block in _each(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            yield {"rows": _rows(block)}
        else:
            yield {"label": block.ListLabelString, "text": block.getString(), "style": block.ParaStyleName}


def _rows(table):
    rows = {}
    for name in table.getCellNames():
        cell = "\0".join(each.getString() for each in _each(table.getCellByName(name)))
        rows.setdefault(int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(cell)
    return [rows[number] for number in sorted(rows)]


def _fields(document):
    for field in _each(document.getTextFields()):
        if field.supportsService(_REFERENCE):
            yield {"target": field.SourceName, "text": field.getPresentation(False)}


def _each(container):
    entries = container.createEnumeration()
    while entries.hasMoreElements():
        yield entries.nextElement()


def to_pdf(desktop, path, to):
    """Write a file as PDF."""
    document = load(desktop, path)
    try:
        document.storeToURL(uno.systemPathToFileUrl(to), (_property("FilterName", "writer_pdf_Export"),))
    finally:
        document.close(True)


def _property(name, value):
    given = PropertyValue()
    given.Name, given.Value = name, value
    return given


def main(pipe):
    """Answer requests until told to stop."""
    desktop = connect(pipe)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        if request["do"] == "read":
            answer = read(desktop, request["path"], request["contents"])
        elif request["do"] == "pdf":
            to_pdf(desktop, request["path"], request["to"])
        elif request["do"] == "stop":
            # It may end before it can answer.
            with contextlib.suppress(DisposedException):
                desktop.terminate()
        print(json.dumps(answer), flush=True)
        if request["do"] == "stop":
            return


if __name__ == "__main__":
    main(sys.argv[1])
