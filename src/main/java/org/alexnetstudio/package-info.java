/**
 * AlexNet Studio. Each package below is a room with one job; {@code docs/architecture.md} holds the
 * table of rooms and {@code ArchitectureTest} keeps it. Here stands only what every room may use.
 */
@NullMarked
package org.alexnetstudio;

import org.jspecify.annotations.NullMarked;
