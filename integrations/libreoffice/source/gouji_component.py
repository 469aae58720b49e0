"""gouji in Writer: the open report is checked, and what is found stands in it as comments.

The menu calls the service with a word: check, list, remove, settings. All that a word changes is one step to undo.
"""

import json
import os
import sys
import tempfile
import traceback

import uno
import unohelper
from com.sun.star.awt import XActionListener, XItemListener
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XJobExecutor

HERE = os.path.join(os.path.dirname(__file__), "pythonpath")
if HERE not in sys.path:  # where the office has not put it there itself
    sys.path.insert(0, HERE)

import gouji_asking
import gouji_marks

NAME = "org.gouji.libreoffice.Desk"
TEXTS = {
    "check": ("勾稽检查", "Check with gouji"),
    "remove": ("去除勾稽批注", "Remove gouji's comments"),
    "none": ("没有发现问题。", "Nothing was found."),
    "found": ("共{0}条批注", "{0} comments"),
    "lost": ("，另有{0}条在文中找不到位置", ", {0} more have no place in the text"),
    "failed": ("没有检查成：", "It could not be checked: "),
    "no_document": ("请先打开一份文字文档。", "Please open a text document first."),
    "jump": ("转到", "Go to"),
    "close": ("关闭", "Close"),
    "save": ("保存", "Save"),
    "cancel": ("取消", "Cancel"),
    "server": ("服务器地址（留空则用本机命令）", "Address of the server (empty: the command on this machine)"),
    "token": ("令牌", "Token"),
    "command": ("gouji 命令（留空则自动查找）", "The command gouji (empty: looked for)"),
}
_open = []
"""Dialogs that are shown: what nobody refers to any more is gone from the screen."""


class Desk(unohelper.Base, XJobExecutor):
    """The service behind the menu."""

    def __init__(self, context):
        self.context = context
        self.chinese = _language(context).startswith("zh")

    def trigger(self, word):
        """What the menu asks for; whatever goes wrong is told in a window and in no other way."""
        try:
            if word == "settings":
                Settings(self).show()
                return
            document = self.document()
            if document is None:
                Findings(self, None, [], self.text("no_document")).show()
            elif word == "check":
                marks, told = self.check(document)
                Findings(self, document, marks, told).show()
            elif word == "remove":
                self.remove(document)
            elif word == "list":
                Findings(self, document, ours(document), "").show()
        except gouji_asking.NoAnswer as error:
            self.fail(str(error))
        except Exception:
            self.fail(traceback.format_exc())

    def check(self, document):
        """Check a document: our earlier comments go, new ones come. The comments, and a few words on them."""
        settings = {"lang": "zh-CN" if self.chinese else "en", **read_settings(self.context)}
        with Step(document, self.text("check")):
            for field in ours(document):
                _take_out(field)
            with tempfile.TemporaryDirectory(prefix="gouji-office-") as folder:
                path = os.path.join(folder, _name_of(document))
                document.storeToURL(uno.systemPathToFileUrl(path), (_value("FilterName", "MS Word 2007 XML"),))
                data = gouji_asking.annotated(path, settings)
            lost = put_in(document, *gouji_marks.read(data))
        made = ours(document)
        if not made and not lost:
            return made, self.text("none")
        told = self.text("found").format(len(made))
        return made, told + (self.text("lost").format(lost) if lost else "")

    def remove(self, document):
        """Take our comments out, and no other."""
        with Step(document, self.text("remove")):
            for field in ours(document):
                _take_out(field)

    def document(self):
        """The text document in front; the only one that is open where none is in front."""
        desktop = self.create("com.sun.star.frame.Desktop")
        front = desktop.getCurrentComponent()
        if front is not None and front.supportsService("com.sun.star.text.TextDocument"):
            return front
        found, every = [], desktop.getComponents().createEnumeration()
        while every.hasMoreElements():
            one = every.nextElement()
            if one.supportsService("com.sun.star.text.TextDocument"):
                found.append(one)
        return found[0] if len(found) == 1 else None

    def fail(self, why):
        """Say why nothing was done, in a window and, for who looks for it there, on standard error."""
        print("gouji: " + why, file=sys.stderr)
        Findings(self, None, [], self.text("failed") + why).show()

    def text(self, key):
        """A text in the language of the office."""
        return TEXTS[key][0 if self.chinese else 1]

    def create(self, service):
        """A service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)


class Step:
    """What is done inside is one step to undo."""

    def __init__(self, document, title):
        self.manager, self.title = document.getUndoManager(), title

    def __enter__(self):
        self.manager.enterUndoContext(self.title)

    def __exit__(self, *_):
        self.manager.leaveUndoContext()


def ours(document):
    """The comments of gouji, in the order of the document as far as the office gives it."""
    found, fields = [], document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Author == gouji_marks.AUTHOR:
            found.append(field)
    return found


def _take_out(field):
    field.getAnchor().getText().removeTextContent(field)


def put_in(document, texts, marks):
    """Put comments in at their places; how many have none. From the last to the first, so that places stay."""
    paragraphs = list(_paragraphs(document.getText()))
    there = gouji_marks.paired(texts, [string for _, string in paragraphs])
    lost = 0
    for mark in reversed(marks):
        number = there.get(mark.start[0])
        if number is None:
            lost += 1
            continue
        paragraph, string = paragraphs[number]
        shift = _shift(texts[mark.start[0]], string)
        first, last = mark.start[1] + shift, (mark.end[1] if mark.end[0] == mark.start[0] else len(string)) + shift
        cursor = _range(paragraph, max(first, 0), min(max(last, first, 0), len(string)))
        field = document.createInstance("com.sun.star.text.textfield.Annotation")
        field.Author, field.Initials, field.Content = gouji_marks.AUTHOR, "gj", mark.text
        field.DateTimeValue = _now()
        cursor.getText().insertTextContent(cursor, field, True)
    return lost


def _shift(ours_, theirs):
    """How much further a text begins in the one than in the other, where they differ by blanks at the begin."""
    return (len(theirs) - len(theirs.lstrip())) - (len(ours_) - len(ours_.lstrip()))


def _paragraphs(text):
    """Each paragraph with its string, those of cells in the order of their rows."""
    every = text.createEnumeration()
    while every.hasMoreElements():
        one = every.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in one.getCellNames():
                yield from _paragraphs(one.getCellByName(name))
        elif one.supportsService("com.sun.star.text.Paragraph"):
            yield one, "".join(string for _, string in _portions(one))


def _portions(paragraph):
    """The pieces of a paragraph that show characters, each with them."""
    every = paragraph.createEnumeration()
    while every.hasMoreElements():
        one = every.nextElement()
        kind = one.TextPortionType
        if kind in ("Text", "TextField"):
            is_note = kind == "TextField" and one.TextField.supportsService("com.sun.star.text.textfield.Annotation")
            if not is_note:
                yield one, one.getString()


def _range(paragraph, first, last):
    """A cursor over characters of a paragraph; a field is one thing, whatever it shows."""
    begin, end = _point(paragraph, first, False), _point(paragraph, last, True)
    cursor = begin.getText().createTextCursorByRange(begin)
    cursor.gotoRange(end, True)
    return cursor


def _point(paragraph, at, is_end):
    """The point before a character, or behind the one before it."""
    portion = None
    for portion, string in _portions(paragraph):
        if at < len(string) or (is_end and at == len(string)):
            if portion.TextPortionType != "Text":
                return portion.getEnd() if is_end and at else portion.getStart()
            cursor = portion.getText().createTextCursorByRange(portion.getStart())
            cursor.goRight(at, False)
            return cursor.getStart()
        at -= len(string)
    return portion.getEnd() if portion is not None else paragraph.getStart()


class Findings(unohelper.Base, XItemListener, XActionListener):
    """A window that does not stand in the way: the comments, a click goes to the place of one."""

    def __init__(self, desk, document, fields, told):
        self.desk, self.document, self.fields, self.told = desk, document, fields, told

    def show(self):
        """Show it; where windows cannot be made, as without a screen, nothing is lost but the window."""
        try:
            self._show()
        except Exception:
            traceback.print_exc()

    def _show(self):
        text = self.desk.text
        controls = [
            ("Text", "told", (6, 4, 288, 24), {"Label": self.told, "MultiLine": True}),
            ("ListBox", "list", (6, 30, 288, 130), {"StringItemList": tuple(self.titles())}),
            ("Button", "jump", (170, 166, 60, 15), {"Label": text("jump")}),
            ("Button", "close", (234, 166, 60, 15), {"Label": text("close")}),
        ]
        self.window = window(self.desk, text("check"), 300, 186, controls)
        self.window.getControl("list").addItemListener(self)
        for name in ("jump", "close"):
            self.window.getControl(name).setActionCommand(name)
            self.window.getControl(name).addActionListener(self)
        self.window.setVisible(True)
        _open.append(self)

    def titles(self):
        """The first lines of the comments."""
        return [field.Content.partition("\n")[0] for field in self.fields]

    def jump(self, index):
        """Select the place of a comment."""
        if self.document is not None and 0 <= index < len(self.fields):
            self.document.getCurrentController().select(self.fields[index].getAnchor())

    def itemStateChanged(self, event):
        """A finding was chosen."""
        self.jump(event.Selected)

    def actionPerformed(self, event):
        """A button was pressed."""
        if event.ActionCommand == "jump":
            self.jump(self.window.getControl("list").getSelectedItemPos())
        else:
            self.window.dispose()
            _open.remove(self)

    def disposing(self, _):
        """The window is gone."""


class Settings(unohelper.Base, XActionListener):
    """Where gouji is: a server with a token, or a command."""

    FIELDS = ("server", "token", "command")

    def __init__(self, desk):
        self.desk = desk

    def show(self):
        """Ask, and keep what was said."""
        kept, controls = read_settings(self.desk.context), []
        for row, name in enumerate(self.FIELDS):
            top = 6 + 30 * row
            controls.append(("Text", name + "_label", (6, top, 288, 10), {"Label": self.desk.text(name)}))
            hidden = {"EchoChar": ord("•")} if name == "token" else {}
            controls.append(("Edit", name, (6, top + 11, 288, 14), {"Text": kept.get(name, ""), **hidden}))
        controls.append(("Button", "save", (170, 100, 60, 15), {"Label": self.desk.text("save"), "PushButtonType": 1}))
        controls.append(
            ("Button", "cancel", (234, 100, 60, 15), {"Label": self.desk.text("cancel"), "PushButtonType": 2})
        )
        made = window(self.desk, "gouji", 300, 120, controls)
        if made.execute() == 1:
            said = {name: made.getControl(name).getText().strip() for name in self.FIELDS}
            write_settings(self.desk.context, said)
        made.dispose()


def window(desk, title, width, height, controls):
    """A window with controls, each (kind, name, (x, y, width, height), properties)."""
    model = desk.create("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width, model.Height, model.Moveable, model.Closeable = title, width, height, True, True
    names = {"Text": "FixedText"}
    for kind, name, (x, y, w, h), properties in controls:
        one = model.createInstance("com.sun.star.awt.UnoControl%sModel" % names.get(kind, kind))
        one.PositionX, one.PositionY, one.Width, one.Height = x, y, w, h
        for key, value in properties.items():
            if key == "StringItemList":
                uno.invoke(one, "setPropertyValue", (key, uno.Any("[]string", value)))
            else:
                one.setPropertyValue(key, uno.Any("short", value) if key in ("EchoChar", "PushButtonType") else value)
        model.insertByName(name, one)
    made = desk.create("com.sun.star.awt.UnoControlDialog")
    made.setModel(model)
    made.createPeer(desk.create("com.sun.star.awt.Toolkit"), None)
    return made


def _settings_path(context):
    paths = context.ServiceManager.createInstanceWithContext("com.sun.star.util.PathSubstitution", context)
    return os.path.join(uno.fileUrlToSystemPath(paths.substituteVariables("$(user)", True)), "gouji.json")


def read_settings(context):
    """What the user has said where gouji is; nothing where that was never said."""
    try:
        with open(_settings_path(context), encoding="utf-8") as file:
            return {str(name): str(value) for name, value in json.load(file).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def write_settings(context, said):
    """Keep it, for this user alone: there is a token in it."""
    path = _settings_path(context)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(said, file)


def _name_of(document):
    """The name of the file, by which an organ may be known; the export is a Word file whatever it was."""
    stem = (
        os.path.splitext(os.path.basename(uno.fileUrlToSystemPath(document.getURL())))[0] if document.getURL() else ""
    )
    return (stem or document.getTitle() or "report").replace("/", "_")[:60] + ".docx"


def _language(context):
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    node = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess", (_value("nodepath", "/org.openoffice.Setup/L10N"),)
    )
    return node.getByName("ooLocale") or "en"


def _now():
    from datetime import datetime

    now = datetime.now()
    made = uno.createUnoStruct("com.sun.star.util.DateTime")
    made.Year, made.Month, made.Day = now.year, now.month, now.day
    made.Hours, made.Minutes, made.Seconds = now.hour, now.minute, now.second
    return made


def _value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Desk, NAME, ("com.sun.star.task.Job",))
