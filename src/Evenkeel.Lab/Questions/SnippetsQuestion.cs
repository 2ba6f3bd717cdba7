using System.Text.Json;

namespace Evenkeel.Lab.Questions;

/// <summary>An experiment as a command line, as C#, and as a PyTorch script.</summary>
public sealed class SnippetsQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "snippets";

    /// <inheritdoc/>
    public override string Purpose => "An experiment as a command line, as a C# program and as a PyTorch script, each ready to run.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => false;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sources);
        AskedExperiment asked = AskedExperiment.Read(query, sources);
        (string line, string? lineRemark) = CommandText.Of("compare", asked.Spec);
        (string program, string? programRemark) = CSharpText.Of(asked.Spec, sources.Version);
        (string script, string? scriptRemark) = TorchText.Of(asked);
        string? rates = asked.Reading.Rates.All.IsEmpty ? null : $"The changes of the learning rate while it trains, rates={asked.Reading.Rates}, are a session's alone and left out here.";
        Write(json, "commandLine", line, Both(lineRemark, rates));
        Write(json, "csharp", program, Both(programRemark, rates));
        Write(json, "pytorch", script, Both(scriptRemark, rates));
    }

    private static string? Both(string? remark, string? other) => remark is null || other is null ? remark ?? other : $"{remark} {other}";

    private static void Write(Utf8JsonWriter json, string name, string code, string? remark)
    {
        json.WriteStartObject(name);
        json.WriteString("code", code);
        json.WriteString("remark", remark);
        json.WriteEndObject();
    }
}
