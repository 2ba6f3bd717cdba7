namespace Evenkeel.Formats;

/// <summary>A file does not hold what its format promises; the message is one sentence that names the file, the tensor and the byte.</summary>
public sealed class TensorFileException : IOException
{
    /// <summary>Makes one without a message of its own.</summary>
    public TensorFileException()
    {
    }

    /// <summary>Makes one that says what is wrong.</summary>
    /// <param name="message">One sentence: the file, the tensor, the byte offset, what is there and what was needed.</param>
    public TensorFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what is wrong, and what found it.</summary>
    /// <param name="message">One sentence: the file, the tensor, the byte offset, what is there and what was needed.</param>
    /// <param name="innerException">What found it.</param>
    public TensorFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
