using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Evenkeel.Sweeps;

/// <summary>The script of a job array, each of whose tasks runs the study in its folder beside the others.</summary>
/// <remarks>
/// The tasks have no parts of their own: they share the folder, so that a fast node takes more trials than a slow one, and the trials of
/// a task that is killed are taken by the others.
/// </remarks>
public sealed class SlurmScript
{
    /// <summary>Options that this script decides, or that would keep sbatch from submitting; and what to do instead.</summary>
    private static readonly (string Name, string Letter, string Instead)[] Refused =
    [
        ("array", "a", "--tasks says how many tasks there are"),
        ("wait", "W", "--wait before the '--' waits, with progress"),
        ("test-only", "", "--print shows the script without submitting it"),
        ("wrap", "", "the script is written here"),
        ("help", "h", "'sbatch --help' shows it"),
        ("usage", "", "'sbatch --usage' shows it"),
        ("version", "V", "'sbatch --version' shows it"),
    ];

    private readonly SlurmRequest request;
    private readonly string folder;

    /// <summary>Prepares a script.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="folder">The study's folder.</param>
    /// <param name="name">The study's name; may be empty.</param>
    /// <param name="tasks">Tasks of the array; ≥ 1.</param>
    /// <exception cref="SweepException">An option contradicts another, or a path cannot be written in a script.</exception>
    public SlurmScript(SlurmRequest request, string folder, string name, int tasks)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        (this.request, this.folder) = (request, Path.GetFullPath(folder));
        if (this.folder.Contains('\\', StringComparison.Ordinal))
        {
            throw new SweepException($"'{this.folder}' holds a backslash, which Slurm does not take in the name of an output file; name another folder.");
        }

        foreach (string word in (IEnumerable<string>)[this.folder, request.WorkingFolder, .. request.Program, .. request.Options, .. request.RunOptions, request.Memory ?? "", request.Time ?? "", request.Partition ?? ""])
        {
            if (word.Any(char.IsControl)) throw new SweepException($"'{new string([.. word.Select(letter => char.IsControl(letter) ? '?' : letter)])}' holds a line break or another control character, which a job script cannot hold.");
        }

        Check(request);
        Words = [.. Decide(name, tasks), .. request.Options];
    }

    /// <summary>The options of sbatch, in its own words.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Writes the script.</summary>
    /// <returns>Bash, with the options of sbatch as directives.</returns>
    public string Write()
    {
        StringBuilder text = new("#!/usr/bin/env bash\n");
        for (int i = 0; i < Words.Length; i++)
        {
            bool begins = Words[i].StartsWith('-');
            if (i > 0) text.Append(begins ? '\n' : ' ');
            if (i == 0 || begins) text.Append("#SBATCH ");
            text.Append(ForDirective(Words[i]));
        }

        string study = Path.Combine(folder, StudyFolder.StudyName);
        text.Append("\n\n# The tasks share the folder and its trials. A task that is stopped leaves those that it was at to the others.\n");
        text.Append(CultureInfo.InvariantCulture, $"for file in {string.Join(' ', request.Program.Where(Path.IsPathFullyQualified).Append(study).Select(ForBash))}; do\n");
        text.Append("  [[ -f \"$file\" ]] || { echo \"evenkeel: '$file' is not there on $(hostname); a task needs the program and the folder at the paths that they were submitted from\" >&2; exit 3; }\n");
        text.Append("done\n");
        text.Append(CultureInfo.InvariantCulture, $"exec {string.Join(' ', request.Program.Select(ForBash))} sweep run {ForBash(study)} --out {ForBash(folder)} --threads \"${{SLURM_CPUS_PER_TASK:-1}}\"");
        foreach (string word in request.RunOptions) text.Append(' ').Append(ForBash(word));
        return text.Append('\n').ToString();
    }

    /// <summary>A word as bash reads it back.</summary>
    internal static string ForBash(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A word as sbatch reads it back from a directive, where quotes and backslashes mean something and dollars do not.</summary>
    internal static string ForDirective(string word)
    {
        if (word.Length > 0 && word.All(IsPlain)) return word;
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string head = equals > 0 && word[..equals].All(IsPlain) ? word[..(equals + 1)] : "";
        return $"{head}\"{word[head.Length..].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private IEnumerable<string> Decide(string name, int tasks)
    {
        yield return $"--job-name=evenkeel{(name.Length > 0 ? "-" : "")}{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'))}";
        yield return string.Create(CultureInfo.InvariantCulture, $"--array=1-{tasks}");
        yield return string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={request.Processors}");
        yield return $"--output={SlurmFolder.Of(folder).Replace("%", "%%", StringComparison.Ordinal)}/{SlurmFolder.OutputPattern}";
        yield return $"--chdir={request.WorkingFolder}";
        if (request.Memory is { } memory) yield return $"--mem={memory}";
        if (request.Time is { } time) yield return $"--time={time}";
        if (request.Partition is { } partition) yield return $"--partition={partition}";
    }

    private static void Check(SlurmRequest request)
    {
        (string Name, string Letter, string Instead)[] said =
        [
            ("cpus-per-task", "c", "--cpus-per-task before the '--' says it"),
            .. request.Memory is null ? [] : new[] { ("mem", "", $"--mem {request.Memory} says it already") },
            .. request.Time is null ? [] : new[] { ("time", "t", $"--time {request.Time} says it already") },
            .. request.Partition is null ? [] : new[] { ("partition", "p", $"--partition {request.Partition} says it already") },
        ];
        bool mayBeValue = false;
        foreach (string word in request.Options)
        {
            if (!word.StartsWith('-') && !mayBeValue) throw new SweepException($"'{word}' after '--' is no option of sbatch; options begin with '-', such as --account=NAME.");
            if (!word.StartsWith('-'))
            {
                mayBeValue = false;
                continue;
            }

            mayBeValue = !word.Contains('=', StringComparison.Ordinal);
            string name = word.StartsWith("--", StringComparison.Ordinal) ? word[2..].Split('=')[0] : "";
            string letter = name.Length == 0 && word.Length > 1 ? word[1..2] : "";
            foreach ((string refused, string initial, string instead) in Refused.Concat(said))
            {
                if ((name.Length > 0 && name == refused) || (letter.Length > 0 && letter == initial)) throw new SweepException($"'{word}' cannot be passed to sbatch: {instead}.");
            }
        }
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ':' or ',' or '=' or '+' or '@' or '%';
}
