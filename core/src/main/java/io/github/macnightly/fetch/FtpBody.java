package io.github.macnightly.fetch;

import io.github.macnightly.io.Log;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.net.ftp.FTPClient;

/**
 * The data connection of one file. Its end says nothing by itself: the server's last reply on the
 * control connection tells whether the file is whole. Closing ends both connections.
 */
final class FtpBody extends FilterInputStream {

  private final FTPClient ftp;
  private final long expected;
  private final Log log;
  private long read;
  private boolean ended;

  /**
   * @param expected bytes to come, or -1 if the server does not say
   */
  FtpBody(FTPClient ftp, InputStream data, long expected, Log log) {
    super(data);
    this.ftp = ftp;
    this.expected = expected;
    this.log = log;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    int n = ended ? -1 : in.read(b, off, len);
    if (n < 0 && !ended) {
      ended = true;
      in.close();
      complete();
    }
    read += Math.max(n, 0);
    return n;
  }

  /**
   * A control connection that a firewall dropped during a long transfer is no harm to a whole file.
   */
  private void complete() throws IOException {
    String reply;
    try {
      if (ftp.completePendingCommand()) {
        return;
      }
      reply = String.valueOf(ftp.getReplyString()).strip();
    } catch (IOException e) {
      reply = Failures.reason(e);
    }
    if (read != expected) {
      throw new IOException("the server did not confirm the end: " + reply);
    }
    log.detail("ftp: all " + read + " bytes came, without the server's confirmation: " + reply);
  }

  @Override
  public void close() throws IOException {
    disconnect(ftp);
    in.close();
  }

  /** Drops the connection without farewell, which a server that hangs would not hear. */
  static void disconnect(FTPClient ftp) {
    try {
      ftp.disconnect();
    } catch (IOException e) {
      // It is closed as far as it can be; the failure that led here is the one to tell.
      return;
    }
  }
}
