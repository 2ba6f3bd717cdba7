namespace Evenkeel.Formats;

/// <summary>Reads what a header claims from a stream whose true length is unknown, such as a compressed one.</summary>
public static class BoundedRead
{
    /// <summary>Reads a number of bytes, allocating no more than twice what really comes.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="length">How many bytes are claimed, 0 … 2³¹ − 57.</param>
    /// <param name="read">Receives how many bytes came, at most <paramref name="length"/>.</param>
    /// <returns>Exactly that many bytes, or null where the stream ends before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or more than an array can hold.</exception>
    public static byte[]? Exactly(Stream stream, long length, out long read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength);
        byte[] buffer = new byte[Math.Min(length, FirstBytes)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            read = filled;
            if (filled < buffer.Length)
            {
                return null;
            }

            if (filled == length)
            {
                return buffer;
            }

            Array.Resize(ref buffer, (int)Math.Min(length, 2L * filled));
        }
    }

    private const int FirstBytes = 1 << 16;
}
