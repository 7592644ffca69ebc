"""What the database itself forbids on the floor: work that advances without a scan or a supervisor's word."""

import pgtrigger

_LAW = """
    IF TG_OP = 'INSERT' THEN
        IF {begun} THEN
            RAISE EXCEPTION 'work begins with nothing done'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
        END IF;
        RETURN NEW;
    END IF;
    IF {advances} AND NOT (
        (NEW.last_scan_id > COALESCE(OLD.last_scan_id, 0) AND EXISTS (
            SELECT 1 FROM fulfillment_scanevent s
            WHERE s.id = NEW.last_scan_id AND s.{column} = NEW.id AND s.result IN ('ok', 'short')))
        OR (NEW.override_id > COALESCE(OLD.override_id, 0) AND EXISTS (
            SELECT 1 FROM fulfillment_scanoverride o
            WHERE o.id = NEW.override_id AND o.{column} = NEW.id))
    ) THEN
        RAISE EXCEPTION 'nothing advances without a scan or an audited override'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
"""


def _law(name: str, *, column: str, begun: str, advances: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_LAW.format(name=name, column=column, begun=begun, advances=advances),
    )


def picked_only_by_scan(name: str) -> pgtrigger.Trigger:
    """A pick line's step, count and pieces only grow with a new scan of that line, or a new override of it."""
    return _law(
        name,
        column="pick_line_id",
        begun="NEW.step <> 0 OR NEW.counted <> 0 OR NEW.picked <> 0 OR NEW.status <> 'waiting'",
        advances=(
            "(NEW.step > OLD.step OR NEW.counted > OLD.counted OR NEW.picked > OLD.picked "
            "OR (NEW.status <> OLD.status AND NEW.status IN ('picked', 'short')))"
        ),
    )


def returned_only_by_scan(name: str) -> pgtrigger.Trigger:
    """The pieces of a shipment line that came back only grow with a new scan of that line."""
    return _law(name, column="shipment_line_id", begun="NEW.returned <> 0", advances="(NEW.returned > OLD.returned)")


def packed_only_by_scan(name: str) -> pgtrigger.Trigger:
    """The packed pieces of a shipment line only grow with a new scan of that line, or a new override of it."""
    return _law(name, column="shipment_line_id", begun="NEW.packed <> 0", advances="(NEW.packed > OLD.packed)")
