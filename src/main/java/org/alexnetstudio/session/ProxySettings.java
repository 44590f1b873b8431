package org.alexnetstudio.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxy an address is reached: what Java's system properties say ({@code
 * https.proxyHost}, {@code java.net.useSystemProxies}), else what the environment says ({@code
 * https_proxy}, {@code http_proxy}, {@code all_proxy}, {@code no_proxy}), as far as that names an
 * HTTP proxy.
 */
final class ProxySettings extends ProxySelector {
  private final ProxySelector system;
  private final Map<String, String> environment;

  ProxySettings(ProxySelector system, Map<String, String> environment) {
    this.system = system;
    this.environment = environment;
  }

  /** Those of this process. */
  static ProxySelector ofProcess() {
    return new ProxySettings(ProxySelector.getDefault(), System.getenv());
  }

  @Override
  public List<Proxy> select(URI address) {
    List<Proxy> chosen = system.select(address);
    boolean direct = chosen.stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    String named = direct ? named(address) : null;
    if (named == null || isExcepted(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT))) {
      return chosen;
    }
    URI proxy = httpProxy(named);
    if (proxy == null) {
      return chosen;
    }
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    InetSocketAddress place = InetSocketAddress.createUnresolved(proxy.getHost(), port);
    return List.of(new Proxy(Proxy.Type.HTTP, place));
  }

  /** Null for what is no address of a host, and for proxies of another kind, such as SOCKS. */
  private static @Nullable URI httpProxy(String named) {
    try {
      URI proxy = new URI(named.contains("://") ? named : "http://" + named);
      boolean http = "http".equalsIgnoreCase(proxy.getScheme());
      boolean https = "https".equalsIgnoreCase(proxy.getScheme());
      return proxy.getHost() != null && (http || https) ? proxy : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable String named(URI address) {
    String own = variable(address.getScheme() + "_proxy");
    return own == null ? variable("all_proxy") : own;
  }

  private boolean isExcepted(String host) {
    String excepted = variable("no_proxy");
    return excepted != null
        && Arrays.stream(excepted.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .map(each -> each.replaceFirst("^\\*?\\.", ""))
            .filter(each -> !each.isEmpty())
            .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
  }

  /** Both spellings are in use. */
  private @Nullable String variable(String name) {
    String value = environment.get(name);
    value = value == null ? environment.get(name.toUpperCase(Locale.ROOT)) : value;
    return value == null || value.isBlank() ? null : value.strip();
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException problem) {
    system.connectFailed(address, proxy, problem);
  }
}
