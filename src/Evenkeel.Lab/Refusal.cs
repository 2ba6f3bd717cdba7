using Evenkeel.Formats;
using Evenkeel.Interchange;

namespace Evenkeel.Lab;

/// <summary>What a visitor asked for cannot be had; the message is for the visitor. Whatever else is thrown is a fault of the program.</summary>
internal sealed class Refusal(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Reads or checks what a visitor wrote; what is wrong with it is a refusal.</summary>
    /// <exception cref="Refusal">It cannot be read, or its parts do not fit.</exception>
    public static T Where<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (IsOfRequest(problem) || problem is ArgumentException)
        {
            throw new Refusal(Sentence(problem), problem);
        }
    }

    /// <summary>Whether an exception's message says what is wrong with a request, wherever it was thrown.</summary>
    public static bool IsOfRequest(Exception problem) => problem is Refusal or FormatException or DataSourceException or DataFetchException or TensorFileException;

    /// <summary>The message without the parameter's name that .NET adds, and on one line.</summary>
    public static string Sentence(Exception problem)
    {
        int parameter = problem is ArgumentException { ParamName: not null } ? problem.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal) : -1;
        return Protocol.Parts.Plain(parameter < 0 ? problem.Message : problem.Message[..parameter]);
    }
}
