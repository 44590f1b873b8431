/** The commands as a user gives them: exit codes, streams, and what they leave on the disk. */
package org.alexnetstudio.cli;
