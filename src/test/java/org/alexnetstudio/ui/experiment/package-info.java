/** The experiment workspace: its model without a toolkit, and what a person sees of it. */
package org.alexnetstudio.ui.experiment;
