using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Finds out which initializer could have made each tensor of a model file, and what else there is to know of it.</summary>
/// <remarks>
/// Elements are read once, part by part, so that memory does not grow with the file: of each tensor single numbers, a histogram and its singular values
/// are kept.
/// </remarks>
public static class ModelInspection
{
    /// <summary>Bytes of blocks that are kept until the whole file is judged: 12 of the largest, which show whether layers learned together.</summary>
    private const long MostKept = 12L << 20;

    /// <summary>Inspects a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How.</param>
    /// <returns>What was found out.</returns>
    /// <exception cref="TensorFileException">It is none of the known formats, or does not hold what it promises.</exception>
    /// <exception cref="FormatException">A given role does not fit the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><see cref="ModelInspectionOptions.Stop"/> was cancelled.</exception>
    public static ModelReport Run(string path, ModelInspectionOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        using TensorFile file = TensorFile.Open(path);
        ImmutableArray<ModelTensor> tensors = ModelRoles.Assign(file, options.Roles);
        ModelReportTensor[] found = [.. tensors.Select(tensor => new ModelReportTensor { Tensor = tensor, Skipped = ReasonToSkip(tensor) })];
        int[] read = [.. Enumerable.Range(0, found.Length).Where(i => found[i].Skipped is null)];
        ExaminationOptions how = ExaminationOptions.For(Math.Max(1, read.Length), options.FullSpectra);
        HashSet<int> kept = Kept(found, read, how);
        ModelInspectionWork work = new(file, options, [.. read.Select(i => tensors[i])]);
        work.Run(Seeks(path, file), (turn, statistics) => found[read[turn]] = Examine(found[read[turn]], statistics, how, kept.Contains(read[turn])));

        FileVerdict verdict = FileExamination.Of([.. read.Select(i => found[i].Report!)], how);
        for (int turn = 0; turn < read.Length; turn++)
        {
            TensorReport report = verdict.Reports[turn];
            found[read[turn]] = report.Verdict == TensorVerdict.NotWeights
                ? found[read[turn]] with { Report = null, Skipped = report.Reason }
                : found[read[turn]] with { Report = report with { Statistics = Slim(report.Statistics) } };
        }

        return new() { Path = path, Format = file.Format, Metadata = file.Metadata.ToImmutableDictionary(), Verdict = verdict with { Reports = [] }, Tensors = [.. found] };
    }

    private static string? ReasonToSkip(ModelTensor tensor) =>
        tensor.Info.Count == 0 ? "It has no elements."
        : !tensor.Info.IsReadable ? $"Elements of type {tensor.Info.Encoding ?? tensor.Info.Type.Label()} cannot be read as numbers."
        : !tensor.Info.Type.IsFloat() ? "It holds whole numbers: a counter, indices, a shape or quantized values, which no initializer draws."
        : null;

    /// <summary>The tensors whose blocks are kept to the end: the last dense layers, since what was learned comes from above.</summary>
    private static HashSet<int> Kept(ModelReportTensor[] found, int[] read, ExaminationOptions how)
    {
        HashSet<int> kept = [];
        long bytes = 0;
        foreach (int i in read.Reverse())
        {
            ModelTensor tensor = found[i].Tensor;
            long block = sizeof(float) * (how.FullSpectra ? tensor.Info.Count : Math.Min(tensor.Info.Count, (long)MatrixStatistics.BlockLimit * MatrixStatistics.BlockLimit));
            if (tensor.Role == TensorRole.Dense && bytes + block <= MostKept)
            {
                kept.Add(i);
                bytes += block;
            }
        }

        return kept;
    }

    /// <summary>Whether reading may begin in the midst of a tensor at no cost: what is packed must be unpacked from its start.</summary>
    private static bool Seeks(string path, TensorFile file) =>
        file.Format.Contains("safetensors", StringComparison.Ordinal) || new FileInfo(path).Length >= file.Tensors.Sum(tensor => (double)tensor.Count);

    private static ModelReportTensor Examine(ModelReportTensor tensor, TensorStatistics statistics, ExaminationOptions how, bool keepsBlock)
    {
        TensorReport report = Examination.Of(Subject(tensor.Tensor), statistics, how);
        return tensor with
        {
            Report = report with { Statistics = keepsBlock ? statistics : Slim(statistics) },
            Elements = ModelReportHistogram.Of(statistics, report.Candidates),
            Spectrum = ModelReportSpectrum.Of(report.SingularValues, statistics.Matrix, statistics.Variance),
        };
    }

    private static TensorSubject Subject(ModelTensor tensor) =>
        new() { Name = tensor.Info.Name, Role = tensor.Role, Weights = tensor.Weights, FractionBits = FractionBits(tensor.Info.Type) };

    /// <summary>The bits of fraction that a type stores; 23 for types that hold none.</summary>
    internal static int FractionBits(TensorType type) => type switch
    {
        TensorType.Float64 => 52,
        TensorType.Float16 => 10,
        TensorType.BFloat16 => 7,
        TensorType.Float8E4M3 => 3,
        TensorType.Float8E5M2 => 2,
        _ => 23,
    };

    /// <summary>Without what is large: a file of thousands of tensors is to fit into memory.</summary>
    private static TensorStatistics Slim(TensorStatistics statistics) => statistics with
    {
        Patterns = TensorPatterns.None,
        Matrix = statistics.Matrix is { } matrix
            ? matrix with { RowSums = [], RowSquares = [], RowProducts = [], ColumnSums = [], ColumnSquares = [], ColumnProducts = [], Block = [] }
            : null,
    };
}
