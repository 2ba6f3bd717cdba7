namespace Evenkeel.Interchange;

/// <summary>Data cannot be had as asked; the message is one sentence that says what is there, what was needed, and the way out.</summary>
public sealed class DataSourceException : Exception
{
    /// <summary>Makes one without a message of its own.</summary>
    public DataSourceException()
    {
    }

    /// <summary>Makes one that says what is wrong.</summary>
    /// <param name="message">One sentence: the thing, the value received, the value needed, the way out.</param>
    public DataSourceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what is wrong, and what found it.</summary>
    /// <param name="message">One sentence: the thing, the value received, the value needed, the way out.</param>
    /// <param name="innerException">What found it.</param>
    public DataSourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
