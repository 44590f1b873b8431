package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reason of an input or output error in words: the file exceptions carry only the path. */
final class IoReason {
  private IoReason() {}

  static String of(IOException error) {
    if (error instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (error instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (error instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (error instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
