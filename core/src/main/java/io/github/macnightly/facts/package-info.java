/**
 * What is known of a Mac, or of any other machine, under the names that conditions use. {@link
 * io.github.macnightly.facts.FactSet} is the door, {@link io.github.macnightly.facts.Machine} finds
 * things out, {@link io.github.macnightly.facts.FactFile} reads what somebody wrote down.
 *
 * <p>Munki's 22 facts come first, with one type each in all versions; what stands in brackets is
 * the value when there is no answer:
 *
 * <ul>
 *   <li>text: hostname (localhost), arch, os_vers, os_build_number, machine_model (UNKNOWN),
 *       machine_type (desktop), munki_version (UNKNOWN), serial_number (UNKNOWN), product_name
 *       (UNKNOWN; Intel Mac where the device tree has no name), ibridge_model_name (NO IBRIDGE
 *       CHIP), board_id and device_id (&lt;none&gt;)
 *   <li>numbers: os_vers_major, os_vers_minor, os_vers_patch, os_build_last_component (0)
 *   <li>lists: ipv4_address, ipv6_address (empty), applications (empty), catalogs (not known
 *       outside of a manifest)
 *   <li>x86_64_capable: true, or not known as in Munki; date
 * </ul>
 *
 * <p>Then what users ask for: physical_or_virtual ({@code physical} or {@code virtual}), ram_gb
 * (GiB, nearest), disk_free_gb (GB of 10^9, rounded down), console_user (empty when nobody sits
 * there), filevault, sip and mdm (true or false; false where there is no such thing), hour (0 to
 * 23, local), weekday (1 Monday to 7 Sunday, local), shard (0 to 99). The sizes and the three about
 * security are not known, rather than guessed, when their source fails: no comparison with them
 * holds then.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>{@code date} is by default not an instant: it is moved so that its digits in Z are those of
 *       the wall clock, because conditions are written so. A report has the instant itself.
 *   <li>os_build_last_component was a number in Munki 6 and text in Munki 7. It is a number here.
 *   <li>{@code system_profiler} takes seconds and may hang. Each source therefore works in a thread
 *       of its own, with a deadline; several that are wanted together work at the same time.
 *   <li>{@code ioreg} prints nothing, not an empty list, when it finds nothing. Text of the device
 *       tree is bytes that end with NULs.
 *   <li>{@code fdesetup} and {@code csrutil} answer with a status other than 0, too.
 *   <li>On Linux the serial number may be read by root only, and many makers left it at {@code To
 *       be filled by O.E.M.}
 *   <li>{@code shard} must not move when somebody renames the host: it is computed from the serial
 *       number, on Linux from machine-id, and never from what scripts or files say of the name.
 * </ul>
 */
package io.github.macnightly.facts;
