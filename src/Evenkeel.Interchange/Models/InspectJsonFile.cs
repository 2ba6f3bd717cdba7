using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>One file of the document of an inspection, tensors in the file's order.</summary>
internal static class InspectJsonFile
{
    /// <summary>Tensors whose histograms and spectra a page is given, the worst first: some two kilobytes each.</summary>
    public const int MostDrawn = 500;

    /// <summary>Candidates of a tensor, and names of one law, that a page lists: small tensors have dozens.</summary>
    private const int MostNamed = 8;

    public static void Write(Utf8JsonWriter json, ModelReport report, InspectJsonDetail detail)
    {
        bool detailed = detail != InspectJsonDetail.Numbers;
        int most = detail == InspectJsonDetail.Page ? MostNamed : int.MaxValue;
        ImmutableArray<ModelReportTensor> order = report.WorstFirst();
        HashSet<ModelReportTensor> drawn = detailed ? new(order.Take(MostDrawn), ReferenceEqualityComparer.Instance) : [];
        json.WriteStartObject();
        json.WriteString("path", report.Path);
        json.WriteString("format", report.Format);
        json.WriteString("verdict", report.Verdict.Sentence);
        json.WriteString("verdictKind", report.Verdict.Kind.Word());
        json.WriteString("framework", report.Verdict.Framework);
        json.WriteString("scheme", report.Verdict.Scheme);
        json.WriteNumber("elements", report.Elements);
        WriteCounts(json, report);
        json.WriteStartObject("metadata");
        foreach ((string key, string value) in report.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("tensors");
        foreach (ModelReportTensor tensor in detailed ? order : report.Tensors)
        {
            if (tensor.Report is { } found)
            {
                WriteTensor(json, tensor, found, report.NameOf(tensor), drawn.Contains(tensor), most);
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("skipped");
        foreach (ModelReportTensor tensor in report.Tensors)
        {
            if (tensor.Skipped is { } reason)
            {
                json.WriteStartObject();
                WriteInfo(json, tensor.Tensor);
                json.WriteString("reason", reason);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteShape(Utf8JsonWriter json, string name, TensorInfo info)
    {
        json.WriteStartArray(name);
        foreach (long axis in info.Shape)
        {
            json.WriteNumberValue(axis);
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, ModelReport report)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("tensors", report.Tensors.Length);
        json.WriteNumber("untrainedWeights", report.Tensors.Count(tensor => tensor.IsUntrainedWeights));
        json.WriteNumber("skipped", report.Tensors.Count(tensor => tensor.Report is null));
        foreach (IGrouping<TensorVerdict, ModelReportTensor> group in report.Tensors.Where(tensor => tensor.Report is not null).GroupBy(tensor => tensor.Report!.Verdict).OrderBy(group => group.Key))
        {
            json.WriteNumber(group.Key.Word(), group.Count());
        }

        json.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter json, ModelTensor tensor)
    {
        json.WriteString("name", tensor.Info.Name);
        WriteShape(json, "shape", tensor.Info);
        json.WriteString("dtype", tensor.Info.Encoding ?? tensor.Info.Type.Label());
        json.WriteString("role", ModelRoles.Word(tensor.Role));
        json.WriteString("roleReason", tensor.Reason);
    }

    private static void WriteTensor(Utf8JsonWriter json, ModelReportTensor tensor, TensorReport report, string? scheme, bool drawn, int most)
    {
        json.WriteStartObject();
        WriteInfo(json, tensor.Tensor);
        json.WriteString("verdict", report.Verdict.Word());
        json.WriteString("reason", report.Reason);
        json.WriteString("scheme", scheme);
        json.WriteBoolean("weights", tensor.IsWeights);
        if (tensor.Tensor.Weights is { } weights)
        {
            json.WriteNumber("fanIn", weights.Fan.In);
            json.WriteNumber("fanOut", weights.Fan.Out);
        }

        json.WriteNumber("laws", report.Candidates.Length);
        json.WriteStartArray("candidates");
        foreach (SchemeCandidate candidate in report.Candidates.Take(most))
        {
            WriteCandidate(json, candidate, most);
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (TensorFinding finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind);
            json.WriteString("severity", finding.Severity);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tests");
        foreach (EvidenceTest test in report.Tests)
        {
            json.WriteStartObject();
            json.WriteString("name", test.Name);
            JsonNumbers.WriteNumber(json, "statistic", test.Statistic);
            JsonNumbers.WriteNumber(json, "pValue", test.PValue);
            json.WriteString("meaning", test.Meaning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStatistics(json, report.Statistics);
        InspectJsonFigures.Write(json, tensor, drawn);
        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, SchemeCandidate candidate, int most)
    {
        json.WriteStartObject();
        json.WriteString("scheme", candidate.Scheme);
        JsonNumbers.WriteNumber(json, "pValue", candidate.PValue);
        json.WriteNumber("names", 1 + candidate.SameLaw.Length);
        json.WriteStartArray("sameLaw");
        foreach (string name in candidate.SameLaw.Take(most))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteBoolean("fitted", candidate.IsFitted);
        json.WriteString("family", candidate.Promise.Family.Word());
        JsonNumbers.WriteNumber(json, "mean", candidate.Promise.Mean);
        JsonNumbers.WriteNumber(json, "std", candidate.Promise.StandardDeviation);
        JsonNumbers.WriteNumber(json, "lower", double.IsFinite(candidate.Promise.Lower) ? candidate.Promise.Lower : null);
        JsonNumbers.WriteNumber(json, "upper", double.IsFinite(candidate.Promise.Upper) ? candidate.Promise.Upper : null);
        json.WriteEndObject();
    }

    private static void WriteStatistics(Utf8JsonWriter json, TensorStatistics statistics)
    {
        json.WriteStartObject("statistics");
        json.WriteNumber("count", statistics.Count);
        json.WriteNumber("nan", statistics.NotNumbers);
        json.WriteNumber("infinite", statistics.Infinite);
        json.WriteNumber("zeros", statistics.Zeros);
        JsonNumbers.WriteNumber(json, "min", statistics.Minimum);
        JsonNumbers.WriteNumber(json, "max", statistics.Maximum);
        JsonNumbers.WriteNumber(json, "mean", statistics.Mean);
        JsonNumbers.WriteNumber(json, "std", Math.Sqrt(statistics.Variance));
        JsonNumbers.WriteNumber(json, "skewness", statistics.Skewness);
        JsonNumbers.WriteNumber(json, "kurtosis", statistics.Kurtosis);
        json.WriteEndObject();
    }
}
