/**
 * What the machine that we run on is. Everything is found out when it is first asked for, once.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Java's {@code os.version} is 10.16 on some builds for every macOS from 11 on. The version
 *       is in {@code SystemVersion.plist}; but a process with {@code SYSTEM_VERSION_COMPAT} in its
 *       environment is shown another file under that name, and then {@code
 *       .SystemVersionPlatform.plist} beside it has the truth.
 *   <li>A Java for Intel processors says x86_64 on Apple silicon as well, where it runs translated.
 *       The key {@code hw.optional.arm64} of {@code sysctl} knows better.
 *   <li>{@code InetAddress.getLocalHost()} asks the name service and may stall for five seconds.
 *       The kernel knows the name.
 *   <li>Java knows the real user, not the effective one.
 * </ul>
 *
 * <p>Each program that is asked has a deadline of a few seconds; one that fails is answered for by
 * the next best source, so that nothing here throws.
 */
package io.github.macnightly.host;
