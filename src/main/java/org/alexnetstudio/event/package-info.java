/**
 * What happened in a run: sealed records of numbers and plain lists, and where they go. Uses the
 * JDK only.
 */
@NullMarked
package org.alexnetstudio.event;

import org.jspecify.annotations.NullMarked;
