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
        ModelReportTensor[] found = new ModelReportTensor[tensors.Length];
        List<int> readable = [];
        for (int i = 0; i < tensors.Length; i++)
        {
            found[i] = new() { Tensor = tensors[i], Skipped = ReasonToSkip(tensors[i]) };
            if (found[i].Skipped is null)
            {
                readable.Add(i);
            }
        }

        Examine(file, found, readable, options);
        FileExamination examination = FileExamination.Of([.. readable.Select(i => found[i].Report!)]);
        for (int i = 0; i < readable.Count; i++)
        {
            found[readable[i]] = found[readable[i]] with { Report = examination.Tensors[i] };
        }

        return new() { Path = path, Format = file.Format, Metadata = file.Metadata.ToImmutableDictionary(), Verdict = examination.Verdict, Tensors = [.. found] };
    }

    private static string? ReasonToSkip(ModelTensor tensor) =>
        tensor.Info.Count == 0 ? "It has no elements."
        : !tensor.Info.Type.IsFloat() ? "It holds whole numbers: a counter, indices, a shape or quantized values, which no initializer draws."
        : null;

    /// <summary>Examines tensors on several threads, the largest first, so that no thread is left alone with one at the end.</summary>
    private static void Examine(TensorFile file, ModelReportTensor[] found, List<int> readable, ModelInspectionOptions options)
    {
        int[] order = [.. readable.OrderByDescending(i => found[i].Tensor.Info.Count)];
        long total = readable.Sum(i => found[i].Tensor.Info.Count);
        long done = 0;
        ExaminationOptions how = new() { FullSpectra = options.FullSpectra, Tensors = readable.Count };
        Parallel.For(0, order.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Stop }, turn =>
        {
            ModelReportTensor tensor = found[order[turn]];
            found[order[turn]] = Examine(file, tensor, how, options.Stop, read =>
            {
                long soFar = Interlocked.Add(ref done, read);
                options.Progress?.Invoke(soFar, total);
            });
        });
    }

    private static ModelReportTensor Examine(TensorFile file, ModelReportTensor tensor, ExaminationOptions how, CancellationToken stop, Action<long> onRead)
    {
        TensorInfo info = tensor.Tensor.Info;
        StatisticsPass pass = new(info.Shape, how.FullSpectra);
        using ElementReader reader = file.OpenElements(info);
        float[] part = new float[(int)Math.Min(ModelInspectionOptions.PartLength, info.Count)];
        while (reader.Read(part) is > 0 and int read)
        {
            stop.ThrowIfCancellationRequested();
            pass.Add(part.AsSpan(0, read));
            onRead(read);
        }

        TensorStatistics statistics = pass.Finish();
        TensorReport report = Examination.Of(Subject(tensor.Tensor), statistics, how);
        return tensor with
        {
            Report = report with { Statistics = Slim(statistics) },
            Elements = ModelReportHistogram.Of(statistics, report.Candidates),
            Spectrum = ModelReportSpectrum.Of(report.SingularValues, statistics.Matrix, statistics.Variance),
        };
    }

    private static TensorSubject Subject(ModelTensor tensor) =>
        new() { Name = tensor.Info.Name, Role = tensor.Role, Weights = tensor.Weights, FractionBits = FractionBits(tensor.Info.Type) };

    private static int FractionBits(TensorType type) => type switch
    {
        TensorType.Float64 => 52,
        TensorType.Float16 => 10,
        TensorType.BFloat16 => 7,
        _ => 23,
    };

    /// <summary>Without what is large: a file of thousands of tensors is to fit into memory.</summary>
    private static TensorStatistics Slim(TensorStatistics statistics) => statistics with
    {
        Counts = [],
        Matrix = statistics.Matrix is { } matrix ? matrix with { RowSums = [], RowSquares = [], ColumnSums = [], ColumnSquares = [], Block = [] } : null,
    };
}
