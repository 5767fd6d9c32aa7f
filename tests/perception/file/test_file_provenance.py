"""C2PA: unsigned, signed by a chain of our own, altered by a bit, cut short, kept elsewhere."""

import datetime
import json

import pytest
from media_making import write_clip

from witnessmark.media import Footage, open_footage
from witnessmark.media.provenance import ProvenanceReport
from witnessmark.model import Kind
from witnessmark.perception.file import file_facts
from witnessmark.perception.file.provenance import provenance

c2pa = pytest.importorskip("c2pa", reason="the extra provenance is not installed")
x509 = pytest.importorskip("cryptography.x509", reason="it signs the files of this test")

CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
MANIFEST = {
    "claim_generator_info": [{"name": "tests", "version": "1"}],
    "title": "a clip",
    "assertions": [
        {
            "label": "c2pa.actions.v2",
            "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": CAPTURE}]},
        }
    ],
}


def _certificate(subject, key, issuer, issuer_key, serial, *, authority):
    """Sign a certificate as C2PA asks for it: key usage and, for a signer, e-mail protection."""
    from cryptography.hazmat.primitives import hashes

    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC))
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not authority:
        purpose = x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.5.5.7.3.4")])
        parent = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        made = made.add_extension(purpose, critical=False)
        made = made.add_extension(parent, critical=False)
    return made.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def signer():
    """A signer under a root of our own, whom nobody knows."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def name(common):
        oid = x509.oid.NameOID
        parts = ((oid.ORGANIZATION_NAME, "Tests"), (oid.COMMON_NAME, common))
        return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])

    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate(name("Root"), root_key, name("Root"), root_key, 1, authority=True)
    leaf = _certificate(name("Signer"), key, name("Root"), root_key, 2, authority=False)
    pem = serialization.Encoding.PEM
    chain = b"".join(one.public_bytes(pem) for one in (leaf, root))
    plain = serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    return c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, chain, private, None)


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    """A clip without a manifest."""
    path = tmp_path_factory.mktemp("c2pa") / "plain.mp4"
    return write_clip(path, picture="libx264", seconds=1)


def sign(source, target, info, **remote):
    """Sign *source* into *target*; with an address, the manifest stays outside."""
    builder = c2pa.Builder(json.dumps(MANIFEST))
    if remote:
        builder.set_no_embed()
        builder.set_remote_url(remote["address"])
    with source.open("rb") as plain, target.open("w+b") as made:
        builder.sign(c2pa.Signer.from_info(info), "video/mp4", plain, made)
    return target


@pytest.fixture(scope="module")
def signed(unsigned, signer):
    """The same clip, signed."""
    return sign(unsigned, unsigned.with_name("signed.mp4"), signer)


def test_an_unsigned_file_has_none(unsigned):
    """No manifest is told as none, and not as invalid."""
    told = provenance(open_footage(unsigned))
    assert told is not None
    assert told["state"] == "none"
    assert "codes" not in told


def test_a_signed_file_is_valid_and_its_signer_unknown(signed):
    """Signature and hashes hold; that nobody vouches for the signer is among the codes."""
    told = provenance(open_footage(signed))
    assert told["state"] == "valid"
    assert told["codes"]["failure"] == ["signingCredential.untrusted"]
    assert {"claimSignature.validated", "assertion.bmffHash.match"} <= set(told["codes"]["success"])
    assert told["signer"]["common_name"] == "Signer"
    assert told["generator"] == ["tests 1"]
    assert told["actions"] == [{"action": "c2pa.created", "digitalSourceType": CAPTURE}]


@pytest.mark.parametrize("where", ["media", "manifest", "signature"])
def test_one_bit_makes_it_invalid(signed, tmp_path, where):
    """A bit of the sound or picture, of an assertion, or of the claim's signature."""
    data = bytearray(signed.read_bytes())
    at = {
        "media": data.rfind(b"mdat") + 3000,
        "manifest": data.find(b"c2pa.created") + 5,
        "signature": data.find(b"\xf6\x58\x40") + 20,  # no payload, then 64 bytes (RFC 9052)
    }[where]
    data[at] ^= 1
    altered = tmp_path / "altered.mp4"
    altered.write_bytes(data)
    told = provenance(open_footage(altered))
    assert told["state"] == "invalid"
    code = {
        "media": "assertion.bmffHash.mismatch",
        "manifest": "assertion.hashedURI.mismatch",
        "signature": "claimSignature.mismatch",
    }[where]
    assert code in told["codes"]["failure"]


def test_the_fact_stands_beside_the_others(signed):
    """One observation of provenance over the recording, signed by its maker."""
    seen = file_facts(open_footage(signed), "0" * 64)
    (one,) = [o for o in seen if o.kind is Kind.PROVENANCE]
    assert one.attributes["state"] == "valid"
    assert one.made_by.name == "witnessmark.perception.file.provenance"


def test_a_manifest_elsewhere_is_not_fetched(unsigned, signer, tmp_path):
    """The address is told and nobody calls it."""
    address = "http://127.0.0.1:9/manifest.c2pa"
    path = sign(unsigned, tmp_path / "remote.mp4", signer, address=address)
    told = provenance(open_footage(path))
    assert (told["state"], told["remote"]) == ("remote", address)


def test_a_library_that_lies_in_the_working_folder_is_not_loaded(signed, tmp_path, monkeypatch):
    """The package looks for its library where one stands first; the child stands elsewhere."""
    (tmp_path / "libc2pa_c.so").write_bytes(b"not a library")
    monkeypatch.chdir(tmp_path)
    assert provenance(open_footage(signed.resolve()))["state"] == "valid"


def test_containers_that_carry_no_manifest_are_not_judged(tmp_path):
    """Matroska has no place for one: that it was not looked for is said."""
    path = write_clip(tmp_path / "clip.mkv", picture="libx264", seconds=1)
    assert provenance(open_footage(path))["state"] == "not_read"


def test_without_the_library_nothing_is_said(unsigned, monkeypatch):
    """No extra, no observation: silence is not taken for an answer."""
    monkeypatch.setattr("witnessmark.media.footage.find_spec", lambda name: None)
    seen = file_facts(open_footage(unsigned), "0" * 64)
    assert not [one for one in seen if one.kind is Kind.PROVENANCE]


@pytest.mark.parametrize(
    "report",
    [
        {},
        {"active_manifest": "a", "manifests": []},
        {"active_manifest": "a", "manifests": {"a": {"assertions": 3, "signature_info": []}}},
        {"active_manifest": "a", "manifests": {"a": {"x": 1}}, "validation_results": {"a": []}},
        {
            "active_manifest": "a",
            "manifests": {"a": {"assertions": [{"label": 1}], "ingredients": [3]}},
            "validation_results": {"activeManifest": {"failure": [{"code": 3}]}},
        },
    ],
)
def test_a_report_out_of_form_is_told_as_far_as_it_goes(report, unsigned, monkeypatch):
    """The library's JSON may change: nothing of it is taken for granted."""
    answer = ProvenanceReport(state="invalid", report=report)
    monkeypatch.setattr(Footage, "read_provenance", lambda self: answer)
    assert provenance(open_footage(unsigned))["state"] == "invalid"
