package org.alexnetstudio.data;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues, largest first, and unit eigenvectors (component, channel) of a small symmetric
 * matrix, by Jacobi's rotations.
 */
record PrincipalComponents(float[] eigenvalues, float[] eigenvectors) {
  private static final int SWEEPS = 50;

  static PrincipalComponents of(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = new double[n][];
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = symmetric[i].clone();
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    return sorted(a, vectors);
  }

  /** Turns the plane of axes p and q so that a[p][q] becomes 0; vectors' columns turn along. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    tangent = theta < 0 ? -tangent : tangent;
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (double[] row : a) {
      turn(row, p, q, cosine, sine);
    }
    for (int k = 0; k < a.length; k++) {
      double atP = a[p][k];
      a[p][k] = cosine * atP - sine * a[q][k];
      a[q][k] = sine * atP + cosine * a[q][k];
    }
    a[p][q] = 0;
    a[q][p] = 0;
    for (double[] row : vectors) {
      turn(row, p, q, cosine, sine);
    }
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    double atP = row[p];
    row[p] = cosine * atP - sine * row[q];
    row[q] = sine * atP + cosine * row[q];
  }

  private static PrincipalComponents sorted(double[][] a, double[][] vectors) {
    int n = a.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] values = new float[n];
    float[] rows = new float[n * n];
    for (int i = 0; i < n; i++) {
      int column = order[i];
      values[i] = (float) Math.max(0, a[column][column]);
      double largest = 0;
      for (double[] row : vectors) {
        largest = Math.abs(row[column]) > Math.abs(largest) ? row[column] : largest;
      }
      for (int c = 0; c < n; c++) {
        rows[i * n + c] = (float) (largest < 0 ? -vectors[c][column] : vectors[c][column]);
      }
    }
    return new PrincipalComponents(values, rows);
  }
}
