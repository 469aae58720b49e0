"""Notes and reminders to units: kept for who looks, and sent by mail where there is a mail server and an address."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from checker.messages import say, text
from checker.service.store import inspections, notices, trail, units
from checker.service.store.schema.inspecting import inspection, inspection_unit
from checker.service.store.viewer import Viewer
from checker.service.web import handing
from checker.service.web.office import Office
from checker.service.web.problems import Fault, Problem


def note(office: Office, viewer: Viewer, key: str, words: str, base: str, request_id: str) -> str:
    """A note to the unit of a submission; the address that it is sent to, empty where it waits to be looked at."""
    if not words:
        raise Problem("invalid", say("service.text_needed"), errors=[Fault("/text", say("service.text_needed"))])
    with office.database.write() as connection:
        row = handing.find(connection, viewer, key)
        if row["unit_id"] is None:
            raise Problem("conflict", say("service.no_unit"))
        inspections.say_to(office.database, connection, viewer, row["unit_id"], row["inspection_id"], words)
        trail.note(office.database, connection, viewer, "unit.note", key, after=words, request=request_id)
        address = address_of(office, connection, row["unit_id"], row["inspection_id"])
        if address:
            unit = units.by_number(connection, row["unit_id"])
            about = {"unit": unit["name"], "year": row["year"], "who": viewer.who}
            lang = office.settings.lang
            subject = text(say("service.mail_note_subject", **about), lang)
            body = text(say("service.mail_note", words=words, link=f"{base}submissions/{key}", **about), lang)
            notices.put(
                office.database, connection, notices.NOTE, row["unit_id"], row["inspection_id"], address, subject, body
            )
        return address


def address_of(office: Office, connection: Connection, unit_id: int, inspection_id: int | None) -> str:
    """Where mail for a unit goes: the address on the list of the inspection; empty where none is sent."""
    if not office.settings.smtp or inspection_id is None:
        return ""
    own = (inspection_unit.c.inspection_id == inspection_id) & (inspection_unit.c.unit_id == unit_id)
    asked = select(inspection_unit.c.mail, inspection_unit.c.contact).where(own)
    row = connection.execute(asked).first()
    return notices.address_of(row.mail, row.contact) if row is not None else ""


def remind(
    office: Office, viewer: Viewer, row: RowMapping, missing: list[RowMapping], base: str, request_id: str
) -> int:
    """Those who have handed in nothing are reminded: noted for all, by mail for those with an address; to how many."""
    lang, sent = office.settings.lang, 0
    with office.database.write() as connection:
        inspections.remind(connection, row["id"], [unit["id"] for unit in missing])
        deadline = connection.execute(select(inspection.c.deadline).where(inspection.c.id == row["id"])).scalar_one()
        for unit in missing:
            address = address_of(office, connection, unit["id"], row["id"])
            if not address:
                continue
            about = {"unit": unit["name"], "year": row["year"], "title": row["title"], "link": base}
            subject = text(say("service.mail_remind_subject", **about), lang)
            last = unit["deadline"] or deadline or "–"
            body = text(say("service.mail_remind", deadline=last, who=row["issued_by"] or viewer.who, **about), lang)
            notices.put(office.database, connection, notices.REMIND, unit["id"], row["id"], address, subject, body)
            sent += 1
        trail.note(
            office.database, connection, viewer, "units.reminded", row["key"], after=[len(missing), sent],
            request=request_id,
        )  # fmt: skip
    return sent
