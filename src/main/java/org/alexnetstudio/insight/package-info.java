/**
 * What is inside a network: plain records that inspect finds and panes show. Layers are numbered
 * from 0, the input; layer n is the n-th of the experiment's list. Uses event.
 */
@NullMarked
package org.alexnetstudio.insight;

import org.jspecify.annotations.NullMarked;
