package io.github.macnightly.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one ftp session. The first is the control connection: replies are kept in
 * memory by the ftp library however long they are, so what it may bring in all is bounded here.
 */
final class BoundedControlFactory extends SocketFactory {

  private static final int MAX_CONTROL = 1 << 20;

  private boolean controlMade;

  @Override
  public Socket createSocket() {
    boolean control = !controlMade;
    controlMade = true;
    return control ? new ControlSocket() : new Socket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("connections are made with a deadline only");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static final class ControlSocket extends Socket {
    private InputStream bounded;

    @Override
    public InputStream getInputStream() throws IOException {
      if (bounded == null) {
        bounded = new Bounded(super.getInputStream());
      }
      return bounded;
    }
  }

  private static final class Bounded extends FilterInputStream {
    private int left = MAX_CONTROL;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int n = in.read(b, off, len);
      left -= Math.max(n, 0);
      if (left < 0) {
        throw new IOException("the ftp server talks without end");
      }
      return n;
    }
  }
}
