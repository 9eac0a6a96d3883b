"""Stands in for the bridge to the network settings of a Mac."""

kSCDynamicStoreDomainState = "State:"
kSCEntNetIPv4 = "IPv4"
kCFTypeArrayCallBacks = None

_SERVICE = "8C1D2E3F-0000-4000-8000-0000000000AA"
_STORE = {
    "State:/Network/Global/IPv4": {
        "PrimaryInterface": "en0",
        "PrimaryService": _SERVICE,
        "Router": "192.168.1.1",
    },
    "State:/Network/Service/%s/IPv4" % _SERVICE: {"Addresses": ["192.168.1.128"]},
}


def SCDynamicStoreCreate(allocator, name, callout, context):
    return _STORE


def SCDynamicStoreKeyCreateNetworkGlobalEntity(allocator, domain, entity):
    return "%s/Network/Global/%s" % (domain, entity)


def SCDynamicStoreKeyCreateNetworkServiceEntity(allocator, domain, service, entity):
    return "%s/Network/Service/%s/%s" % (domain, service, entity)


def CFArrayCreate(allocator, values, count, callbacks):
    return list(values)[:count]


def SCDynamicStoreCopyMultiple(store, keys, patterns):
    return {key: store[key] for key in patterns if key in store}
