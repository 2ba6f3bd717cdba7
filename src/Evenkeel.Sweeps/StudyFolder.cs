using System.Text;
using Evenkeel.Experiments.Studies;
using Evenkeel.Formats;

namespace Evenkeel.Sweeps;

/// <summary>A folder that holds a study and the results of its trials.</summary>
/// <remarks><c>study.json</c>; <c>trials/*.jsonl</c>, which are only ever appended to, each by one worker; and <c>leases/KEY</c> while a trial runs.</remarks>
public sealed class StudyFolder
{
    internal const string StudyName = "study.json";
    internal const string TrialsName = "trials";
    internal const string LeasesName = "leases";

    private StudyFolder(string path, string text, Study study) => (Root, Text, Study) = (path, text, study);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The study file's text.</summary>
    public string Text { get; }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>Puts a study into a folder, which is made where there is none.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="study">The study file's text.</param>
    /// <returns>The folder, which may hold results of the same study.</returns>
    /// <exception cref="FormatException">The study cannot be used.</exception>
    /// <exception cref="SweepException">The folder holds another study, or other things.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static StudyFolder Create(string path, string study)
    {
        if (Find(path, study) is { } there) return there;
        Directory.CreateDirectory(path);
        AtomicFile.Write(Path.Combine(path, StudyName), stream => stream.Write(Encoding.UTF8.GetBytes(study)));
        return Find(path, study)!;
    }

    /// <summary>Finds a study in a folder, and writes nothing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="study">The study file's text.</param>
    /// <returns>The folder, which may hold results of the same study; null where it could be made.</returns>
    /// <exception cref="FormatException">The study cannot be used.</exception>
    /// <exception cref="SweepException">The folder holds another study, or other things.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StudyFolder? Find(string path, string study)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Study parsed = Study.Parse(study);
        if (File.Exists(path)) throw new SweepException($"'{path}' is a file; a folder is needed.");
        string file = Path.Combine(path, StudyName);
        if (!File.Exists(file))
        {
            bool holdsOthers = Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !Path.GetFileName(entry).StartsWith(StudyName, StringComparison.Ordinal));

            // Another process may have made the folder just between.
            if (!File.Exists(file)) return holdsOthers ? throw new SweepException($"'{path}' holds files, but no study; name an empty folder, or a new one.") : null;
        }

        StudyFolder folder = Open(path);
        return Fingerprint(folder.Study) == Fingerprint(parsed)
            ? folder
            : throw new SweepException($"'{path}' holds another study{(folder.Study.Name.Length > 0 ? $", '{folder.Study.Name}'" : "")}; name another folder.");
    }

    /// <summary>Opens a folder that holds a study.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="SweepException">There is no study in it.</exception>
    /// <exception cref="FormatException">The study cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StudyFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Path.Combine(path, StudyName);
        if (!File.Exists(file)) throw new SweepException($"There is no study in '{path}': it lacks {StudyName}. Run 'evenkeel sweep run STUDY --out {path}' first.");
        string text = File.ReadAllText(file);
        return new(path, text, Study.Parse(text));
    }

    /// <summary>Reads all results that are there.</summary>
    /// <returns>The results by trial, and what could not be used.</returns>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public StudyResults Read() => StudyResults.Read(this);

    /// <summary>How many trials are being run.</summary>
    /// <param name="clock">The time of leases.</param>
    /// <returns>Leases whose process is there and answers.</returns>
    public int Running(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return LeaseFolder.CountLive(Path.Combine(Root, LeasesName), clock, new SweepOptions().Patience);
    }

    /// <summary>What makes two studies the same: the same trials in the same cells.</summary>
    private static string Fingerprint(Study study) => string.Join('\n', study.Trials.Select(trial => trial.Key));
}
