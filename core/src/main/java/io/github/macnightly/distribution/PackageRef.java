package io.github.macnightly.distribution;

import java.util.List;

/**
 * A component that a product refers to: all {@code pkg-ref} elements of one id taken together.
 *
 * @param id the name within the product; it need not be the identifier of the component
 * @param location where it is, as written but without white space around it: {@code #NAME} is a
 *     member of the archive, percent-encoded, {@code file:./PATH} lies in the bundle, "", "." and
 *     {@code #manual} are nowhere
 * @param version the version, "" when it is not said
 * @param packageIdentifier the identifier of the component where it differs from {@code id}, or ""
 * @param installKBytes installed size in KiB, 0 when it is not said
 * @param auth {@code Root}, {@code Admin}, {@code None} or "", as written
 * @param onConclusion what to do after the install, such as {@code RequireRestart}, or ""
 * @param active whether it is installed at all: true, false or JavaScript; "" when it is not said
 * @param mustClose identifiers of the applications that have to be closed before
 */
public record PackageRef(
    String id,
    String location,
    String version,
    String packageIdentifier,
    long installKBytes,
    String auth,
    String onConclusion,
    String active,
    List<String> mustClose) {

  /** Returns the identifier that the receipt of the component has, as far as the product tells. */
  public String receipt() {
    return packageIdentifier.isEmpty() ? id : packageIdentifier;
  }
}
