"""What every noun of the record has in common: frozen, checked when made, and lossless.

A noun made in code with a misspelt field is refused. A noun read from a file keeps the fields it
does not know in ``unrecognised`` and writes them back, so that an older release does not destroy
what a newer one wrote (the manner of TUF's ADR-0008).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

from witnessmark.clock import Instant, TimeBase

#: Context key under which the format layer asks for unknown fields to be kept.
KEEP_UNKNOWN = "keep_unknown"

#: Seconds up to which a JSON number still holds every microsecond: 2**53 of them, 285 years.
LONGEST = 2**53 / 1_000_000

#: How a time base is written in files: at most ten digits a side, as 32-bit containers have it.
TIME_BASE_PATTERN = "^[1-9][0-9]{0,9}/[1-9][0-9]{0,9}$"


class Noun(BaseModel):
    """A frozen thing with named parts; two nouns with equal parts are equal."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
        ser_json_inf_nan="constants",  # pydantic's default writes a NaN as null, without a word
    )

    unrecognised: dict[str, JsonValue] = Field(default_factory=dict, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _set_unknown_aside(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, dict) or not (info.context or {}).get(KEEP_UNKNOWN):
            return given
        names = {field.alias or name for name, field in cls.model_fields.items()} - {"unrecognised"}
        known = {name: value for name, value in given.items() if name in names}
        unknown = {name: value for name, value in given.items() if name not in names}
        return {**known, "unrecognised": unknown} if unknown else known

    @model_serializer(mode="wrap")
    def _put_unknown_back(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        unknown: dict[str, Any] = written.pop("unrecognised")
        return unknown | written


class TimedNoun(Noun):
    """A noun that lies on a recording's clock; its time base stands beside its times."""

    start: MediaInstant
    end: MediaInstant
    time_base: MediaTimeBase

    @model_validator(mode="before")
    @classmethod
    def _restore_ticks(cls, given: Any) -> Any:
        """Turn seconds read from a file back into exact instants."""
        if not isinstance(given, dict) or "start" not in given or "end" not in given:
            return given
        times = {name: given[name] for name in ("start", "end")}
        if all(isinstance(value, Instant) for value in times.values()):
            return {"time_base": times["start"].time_base, **given}
        if "time_base" not in given:
            raise ValueError("times in seconds need the time base they were taken from")
        base = _as_time_base(given["time_base"])
        if not isinstance(base, TimeBase):
            raise ValueError("a time base is written as a fraction, such as 1/90000")  # noqa: TRY004
        restored = {}
        for name, value in times.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{name} is seconds as a number, not {value!r}")  # noqa: TRY004
            if not abs(value) <= LONGEST:
                raise ValueError(f"{name} is further off than any recording lasts")
            restored[name] = base.nearest(Fraction(str(value)))
        return {**given, **restored, "time_base": base}

    @model_validator(mode="after")
    def _run_forward(self) -> TimedNoun:
        if {self.start.time_base, self.end.time_base} != {self.time_base}:
            raise ValueError("start, end and time_base must be of one time base")
        if not self.start < self.end:
            raise ValueError(
                f"must end after it starts, not run from {self.start.json_seconds} s "
                f"to {self.end.json_seconds} s"
            )
        return self


def _as_time_base(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(TIME_BASE_PATTERN, value):
        # Fraction() would also take "1e-999999999" and spend the machine's memory on it.
        raise ValueError("a time base is written as a fraction, such as 1/90000")
    return TimeBase(value) if isinstance(value, str | Fraction) else value


#: An instant in code, seconds to the microsecond in files.
MediaInstant = Annotated[
    Instant,
    PlainSerializer(lambda instant: instant.json_seconds, return_type=float),
    WithJsonSchema(
        {
            "type": "number",
            "description": "seconds from the recording's first presentation timestamp",
        }
    ),
]

#: A time base in code, ``"1/12000"`` in files.
MediaTimeBase = Annotated[
    TimeBase,
    BeforeValidator(_as_time_base),
    PlainSerializer(lambda base: f"{base.numerator}/{base.denominator}", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": TIME_BASE_PATTERN,
            "description": "seconds per tick of the stream's clock, as a fraction",
        }
    ),
]

#: The public identity of bytes.
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

#: A share or a calibrated probability.
Share = Annotated[float, Field(ge=0.0, le=1.0)]

#: ``[start, end)`` in code points of the account decoded as UTF-8.
TextSpan = Annotated[tuple[int, int], Field(description="code points, end exclusive")]

TimedNoun.model_rebuild()
