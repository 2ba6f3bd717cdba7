using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Shapes;

/// <summary>What was found out about a tensor whose maker is known.</summary>
internal sealed record Judged(DrawnCase Case, long Count, SchemeCandidates Found, bool HasScheme, bool HasFamily, bool IsDecidable, int Expected)
{
    /// <summary>One in a hundred files of a hundred tensors may have one wrong.</summary>
    private const double Alpha = 1e-4;

    public bool IsRight => HasScheme && (HasFamily || !IsDecidable);

    public string SizeClass => Count < 256 ? "a below 256" : Count < 1024 ? "b 256 to 1023" : Count < 16384 ? "c 1024 to 16383" : Count < 262144 ? "d 16384 to 262143" : "e 262144 and more";

    public static Judged Of(DrawnCase drawn, TensorSubject subject, TensorStatistics statistics)
    {
        SchemeCandidates found = SchemeCandidates.For(subject, statistics, Alpha);
        IInitializer maker = Initializers.Parse(drawn.Scheme);
        WeightShape shape = subject.Role is TensorRole.NormScale or TensorRole.RunningVariance ? WeightShape.Vector((int)statistics.Count) : subject.Weights!;
        Promise truth = subject.Role == TensorRole.Bias ? maker.BiasPromise(shape) : maker.Promise(shape);
        bool hasScheme = found.Candidates.Any(candidate => (!candidate.IsFitted || drawn.Family == "constant") && (candidate.Scheme == maker.Name || candidate.SameLaw.Contains(maker.Name) || IsSame(candidate.Promise, truth, drawn.Family)));
        Family[] left = [.. found.Families.Where(fit => fit.PValue >= found.Level).Select(fit => fit.Family)];
        Family family = drawn.Family switch
        {
            "uniform" => Family.Uniform, "normal" => Family.Normal, "truncated" => Family.TruncatedNormal, "orthogonal" => Family.Orthogonal, "sparse" => Family.Sparse, "constant" => Family.Constant, _ => Family.Pattern,
        };

        // A pattern has no test of its family beside that of each pattern.
        bool hasFamily = family == Family.Pattern ? found.Candidates.All(candidate => candidate.Promise.Family == family) && found.Candidates.Length > 0 : left is [var only] && only == family;
        bool isDecidable = family is not (Family.Uniform or Family.Normal or Family.TruncatedNormal or Family.Sparse) || statistics.Count >= FamilyTests.FamilyCount;
        int expected = SchemeCandidates.Indistinguishable(subject, drawn.Scheme, statistics.Count, Alpha).Length;
        return new(drawn, statistics.Count, found, hasScheme, hasFamily, isDecidable, expected);
    }

    public static void Print(string name, IReadOnlyList<Judged> rows)
    {
        int decidable = rows.Count(row => row.IsDecidable);
        string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:f2} %";
        Console.WriteLine($"{name,-26}{rows.Count,8}{Share(rows.Count(row => row.HasScheme), rows.Count),13}{Share(rows.Count(row => row.HasFamily && row.IsDecidable), decidable),16}"
            + $"{rows.Average(row => row.Found.Candidates.Length),12:f2}{rows.Average(row => row.Expected),10:f2}{rows.Count(row => row.Found.Candidates.Length > row.Expected),6}{rows.Count(row => row.Found.Candidates.Length < row.Expected),7}");
    }

    public string Story() => $"{Case.File} {Case.Kind} {Case.Axes} {Case.Role}: {Case.Scheme} ({Case.Family}); families {string.Join(", ", Found.Families.Select(fit => $"{fit.Family} {fit.PValue:e1}"))}; "
        + $"level {Found.Level:e1} of {Found.Laws}; candidates {string.Join(", ", Found.Candidates.Take(6).Select(candidate => $"{candidate.Scheme} {candidate.PValue:e1}"))}";

    private static bool IsSame(Promise left, Promise right, string family) =>
        Math.Abs(left.StandardDeviation - right.StandardDeviation) <= 1e-6 * right.StandardDeviation && Math.Abs(left.Mean - right.Mean) <= 1e-6 * (Math.Abs(right.Mean) + right.StandardDeviation)
        && (left.Family == right.Family || (family == "normal" && left.Family is Family.Normal or Family.TruncatedNormal && double.Max(left.Upper, -left.Lower) > 8 * left.StandardDeviation));
}
