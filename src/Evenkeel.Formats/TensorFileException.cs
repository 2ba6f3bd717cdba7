namespace Evenkeel.Formats;

/// <summary>A file does not hold what its format promises; the message is one sentence that names the file, the tensor and the byte.</summary>
public sealed class TensorFileException : IOException
{
    /// <summary>Names from a file may be of any length: the sentence is cut, not the reader's screen filled.</summary>
    private const int MostCharacters = 2000;

    /// <summary>Makes one without a message of its own.</summary>
    public TensorFileException()
    {
    }

    /// <summary>Makes one that says what is wrong.</summary>
    /// <param name="message">One sentence: the file, the tensor, the byte offset, what is there and what was needed; kept up to 2000 characters, without control characters.</param>
    public TensorFileException(string message)
        : base(Printable(message))
    {
    }

    /// <summary>Makes one that says what is wrong, and what found it.</summary>
    /// <param name="message">One sentence: the file, the tensor, the byte offset, what is there and what was needed; kept up to 2000 characters, without control characters.</param>
    /// <param name="innerException">What found it.</param>
    public TensorFileException(string message, Exception innerException)
        : base(Printable(message), innerException)
    {
    }

    /// <summary>A name from a file may hold what a terminal obeys; U+FFFD stands in its place.</summary>
    private static string Printable(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string cut = message.Length > MostCharacters ? message[..MostCharacters] + "…" : message;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)) : cut;
    }
}
