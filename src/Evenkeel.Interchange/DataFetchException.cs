namespace Evenkeel.Interchange;

/// <summary>A file could not be downloaded from any mirror; the message says why for each.</summary>
public sealed class DataFetchException : IOException
{
    /// <summary>Makes one without a message of its own.</summary>
    public DataFetchException()
    {
    }

    /// <summary>Makes one that says what failed.</summary>
    /// <param name="message">One sentence: the file, and what each mirror answered.</param>
    public DataFetchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what failed, and what found it.</summary>
    /// <param name="message">One sentence: the file, and what each mirror answered.</param>
    /// <param name="innerException">What found it.</param>
    public DataFetchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
