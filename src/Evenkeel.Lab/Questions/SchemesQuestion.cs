using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Translations;
using Evenkeel.Shapes;

namespace Evenkeel.Lab.Questions;

/// <summary>A scheme with its formula, its promise, and its name and lines of code in each framework.</summary>
public sealed class SchemesQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "schemes";

    /// <inheritdoc/>
    public override string Purpose => "What an initializer is: formula, source, what it promises for a layer, and the same thing's name and code in each framework.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        int fanIn = (int)query.Whole("fan-in", 300, 1, 10_000);
        int fanOut = (int)query.Whole("fan-out", 300, 1, 10_000);
        string scheme = query.Text("scheme") ?? "xavier";
        IStart start = Starts.Parse(scheme);
        json.WriteString("scheme", start.Name);
        json.WriteString("formula", start.Formula);
        if (start.Initializer is not { } rule)
        {
            StartEntry entry = Starts.Find(start.Name)!;
            WriteWords(json, entry.Purpose, entry.Pitfall, entry.Source);
            json.WriteNull("promise");
            json.WriteNull("biasPromise");
            json.WriteStartArray("frameworks");
            json.WriteEndArray();
            json.WriteStartArray("snippets");
            json.WriteEndArray();
            return;
        }

        (_, InitializerEntry line) = Initializers.Find(scheme);
        WeightShape shape = WeightShape.Dense(fanIn, fanOut);
        if (rule.Refusal(shape) is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        WriteWords(json, line.Purpose, line.Pitfall, line.Source);
        WritePromise(json, "promise", rule.Promise(shape));
        WritePromise(json, "biasPromise", rule.BiasPromise(shape));
        JsonText.Objects(json, "frameworks", Dialects.All, dialect =>
        {
            cancellation.ThrowIfCancellationRequested();
            Translation translation = Translator.Of(rule, dialect, shape);
            json.WriteString("framework", dialect.Name);
            json.WriteString("title", dialect.Title);
            json.WriteString("scheme", translation.Scheme);
            json.WriteString("code", translation.Code);
            json.WriteBoolean("same", translation.IsExact);
            json.WriteString("difference", translation.Difference);
            json.WriteString("namesake", translation.Namesake);
            json.WriteString("namesakeDifference", translation.NamesakeDifference);
        });
        JsonText.Objects(json, "snippets", Snippets.Of(rule, shape), snippet =>
        {
            json.WriteString("language", snippet.Language);
            json.WriteString("code", snippet.Code);
            json.WriteString("remark", snippet.Remark);
        });
    }

    private static void WriteWords(Utf8JsonWriter json, string purpose, string? pitfall, Citation source)
    {
        json.WriteString("purpose", purpose);
        json.WriteString("pitfall", pitfall);
        json.WriteString("source", source.ToString());
    }

    private static void WritePromise(Utf8JsonWriter json, string name, Promise promise)
    {
        json.WriteStartObject(name);
        json.WriteString("family", promise.Family.ToString().ToLowerInvariant());
        JsonText.Number(json, "mean", promise.Mean);
        JsonText.Number(json, "standardDeviation", promise.StandardDeviation);
        JsonText.Number(json, "lower", promise.Lower);
        JsonText.Number(json, "upper", promise.Upper);
        json.WriteEndObject();
    }
}
