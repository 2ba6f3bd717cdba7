using System.Diagnostics;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;

// GroundTruth FOLDER [--misses]   reads the cases that ground_truth.py drew, and prints how often the true scheme and family are found.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args[0];
bool showsMisses = args.Contains("--misses");
Dictionary<string, TensorFile> files = [];
List<Judged> all = [];
(TimeSpan pass, TimeSpan search, TimeSpan expected) = default((TimeSpan, TimeSpan, TimeSpan));
foreach (string line in File.ReadLines(Path.Combine(folder, "cases.tsv")))
{
    DrawnCase drawn = DrawnCase.Parse(line);
    if (!files.TryGetValue(drawn.File, out TensorFile? file)) files.Add(drawn.File, file = TensorFile.Open(Path.Combine(folder, drawn.File)));
    TensorInfo info = file.Find(drawn.Tensor)!;
    float[] values = new float[info.Count];
    using (ElementReader reader = file.OpenElements(info))
    {
        for (int read, at = 0; at < values.Length && (read = reader.Read(values.AsSpan(at))) > 0; at += read)
        {
        }
    }

    TensorSubject subject = drawn.Subject(info);
    long start = Stopwatch.GetTimestamp();
    TensorStatistics statistics = StatisticsPass.Of(values, StatisticsPass.RowsOf(info.Shape.AsSpan(), subject.Weights));
    pass += Stopwatch.GetElapsedTime(start);
    start = Stopwatch.GetTimestamp();
    Judged judged = Judged.Of(drawn, subject, statistics);
    expected += Stopwatch.GetElapsedTime(start);
    start = Stopwatch.GetTimestamp();
    SchemeCandidates.For(subject, statistics, 1e-4);
    search += Stopwatch.GetElapsedTime(start);
    all.Add(judged);
    if (showsMisses && !judged.IsRight) Console.WriteLine(judged.Story());
}

foreach (TensorFile file in files.Values) file.Dispose();
Console.WriteLine($"{"",-26}{"tensors",8}{"true scheme",13}{"family decided",16}{"candidates",12}{"expected",10}{"more",6}{"fewer",7}");
foreach (IGrouping<string, Judged> group in all.GroupBy(judged => judged.SizeClass).OrderBy(group => group.Key, StringComparer.Ordinal)) Judged.Print(group.Key, [.. group]);
foreach (IGrouping<string, Judged> group in all.GroupBy(judged => judged.Case.Family).OrderBy(group => group.Key, StringComparer.Ordinal)) Judged.Print(group.Key, [.. group]);
foreach (IGrouping<string, Judged> group in all.GroupBy(judged => judged.Case.File).OrderBy(group => group.Key, StringComparer.Ordinal)) Judged.Print(group.Key, [.. group]);
Judged.Print("all", all);
Console.WriteLine($"Passes took {pass.TotalMilliseconds:f0} ms, candidates {search.TotalMilliseconds:f0} ms, once more with what was expected of them {expected.TotalMilliseconds:f0} ms.");
Judged[] decidable = [.. all.Where(judged => judged.IsDecidable)];
return all.Count(judged => judged.HasScheme) >= 0.99 * all.Count && decidable.Count(judged => judged.HasFamily) >= 0.99 * decidable.Length ? 0 : 1;
