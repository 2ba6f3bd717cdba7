using System.Text;
using Evenkeel.Experiments;
using Evenkeel.Lab.Hosting;

namespace Evenkeel.Lab.Questions;

/// <summary>An experiment as a line for a terminal, with no option that its data's defaults already say.</summary>
internal static class CommandText
{
    /// <summary>Writes the line.</summary>
    /// <param name="command">For example <c>compare</c>.</param>
    /// <param name="spec">The experiment.</param>
    /// <returns>The line, and what must be known of it; null where nothing must.</returns>
    public static (string Line, string? Remark) Of(string command, ComparisonSpec spec)
    {
        StringBuilder line = new($"evenkeel {command}");
        string? remark = null;
        foreach ((string key, string value) in Pairs(spec))
        {
            if (key is "bias" or "outputs")
            {
                remark = $"The command line has no option for {key}, which is {value} here; write the specification to a file and give it with --spec.";
            }
            else if (key is "regression" or "standardize")
            {
                line.Append(" --").Append(key);
            }
            else if (key is "data" && value.StartsWith(UploadShelf.Prefix, StringComparison.Ordinal))
            {
                remark = "The data were uploaded; put the path of your file in the place of data.csv.";
                line.Append(" --data data.csv");
            }
            else
            {
                // A value that begins like an option is told from one by '='.
                line.Append(" --").Append(key).Append(value.StartsWith('-') ? '=' : ' ').Append(ShellText.Quote(value));
            }
        }

        return (line.ToString(), remark);
    }

    /// <summary>The keys of a link and their values.</summary>
    private static IEnumerable<(string Key, string Value)> Pairs(ComparisonSpec spec)
    {
        foreach (string pair in ExperimentLink.Write(spec, 0, RateChanges.None, "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            yield return (pair[..sign], QueryText.Decode(pair[(sign + 1)..]));
        }
    }
}
