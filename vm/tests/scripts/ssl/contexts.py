# Contexts: their attributes, ciphers, keys and certificates, and what they refuse.
try:
    import ssl
    import tls
except ImportError:
    print("SKIP")
    raise SystemExit
import io


def show(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (OSError, ValueError, TypeError, AttributeError) as e:
        print(repr(e))


print([getattr(tls, name) for name in ("PROTOCOL_TLS_CLIENT", "PROTOCOL_TLS_SERVER")])
print([getattr(ssl, name) for name in ("CERT_NONE", "CERT_OPTIONAL", "CERT_REQUIRED")])
show(tls.SSLContext)
show(tls.SSLContext, "x")
show(tls.SSLContext, tls.PROTOCOL_TLS_CLIENT)

client = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
print(client.verify_mode, tls.SSLContext(tls.PROTOCOL_TLS_SERVER).verify_mode)
print(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).verify_mode, client.verify_callback)
client.verify_mode = tls.CERT_OPTIONAL
print(client.verify_mode)
for name, value in (("verify_mode", "x"), ("missing", 1)):
    show(setattr, client, name, value)
show(getattr, client, "missing")

print(client.get_ciphers()[:4], len(client.get_ciphers()))
client.set_ciphers(client.get_ciphers()[:1])
client.set_ciphers(tuple(client.get_ciphers()))
for ciphers in ([], ["BAR"], None, "text"):
    show(client.set_ciphers, ciphers)

show(client.load_cert_chain, b"!", b"!")
show(client.load_cert_chain, "", "")
show(client.load_verify_locations, b"!")
show(client.load_verify_locations, b"0\x02\x01")
show(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain, "/no/such/file", "/no/such/key")

required = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
show(required.wrap_socket, io.BytesIO())
show(required.wrap_socket, 5)
show(tls.SSLContext(tls.PROTOCOL_DTLS_SERVER).wrap_socket, io.BytesIO())
s = required.wrap_socket(io.BytesIO(), do_handshake_on_connect=False, server_hostname="host")
print(s)
s.close()
s.close()

# One key that both sides share, the first that fits, once its name is known.
shared = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
shared.psk_key = b"before"
shared.psk_key = b""
show(setattr, shared, "psk_identity", "me")
for key in (b"", bytes(49), b"fits", b"fits", "text", 5):
    show(setattr, shared, "psk_key", key)
