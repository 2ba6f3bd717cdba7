using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Functions;

namespace Evenkeel.Lab.Questions;

/// <summary>Each equality of the Xavier derivation with both sides measured, and its assumptions broken one at a time.</summary>
public sealed class DerivationQuestion : LabQuestion
{
    private static readonly (string Word, Assumption Assumption)[] Assumptions = [.. Enum.GetValues<Assumption>().Select(assumption => (assumption.ToString().ToLowerInvariant(), assumption))];

    /// <summary>The equalities as the page sets them, and which switches break them.</summary>
    private static readonly (string Tex, string[] Needs)[] Texts =
    [
        (@"\operatorname{Var}(a_k) = \operatorname{Var}(z_k)", ["large", "relu"]),
        (@"\operatorname{Var}\Bigl(\sum_j w_{kj} x_j\Bigr) = \sum_j \operatorname{Var}(w_{kj} x_j)", ["correlated"]),
        (@"\operatorname{Var}(w x) = \mathbb{E}[w]^2 \operatorname{Var}(x) + \operatorname{Var}(w)\, \mathbb{E}[x]^2 + \operatorname{Var}(w) \operatorname{Var}(x)", []),
        (@"\mathbb{E}[w]^2 \operatorname{Var}(x) + \operatorname{Var}(w)\, \mathbb{E}[x]^2 + \operatorname{Var}(w) \operatorname{Var}(x) = \operatorname{Var}(w) \operatorname{Var}(x)", ["bias", "mean"]),
        (@"\sum_j \operatorname{Var}(w_{kj}) \operatorname{Var}(x_j) = n \operatorname{Var}(w) \operatorname{Var}(x)", []),
        (@"\operatorname{Var}(a) = n \operatorname{Var}(w) \operatorname{Var}(x)", ["bias", "mean", "large", "relu"]),
        (@"\operatorname{Var}(a^{[L]}) = \operatorname{Var}(x)", ["bias", "mean", "large", "relu"]),
    ];

    /// <inheritdoc/>
    public override string Name => "derivation";

    /// <inheritdoc/>
    public override string Purpose => "Both sides of each equality of the derivation of Var(w) = 1/n, measured with standard errors on networks of a width and an activation.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => false;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        string word = query.Choice("broken", "none", [.. Assumptions.Select(entry => entry.Word)]);
        Assumption broken = Array.Find(Assumptions, entry => entry.Word == word).Assumption;
        int width = (int)query.Whole("width", 256, 8, 256);
        Activation activation = query.Activation("tanh");
        ImmutableArray<Equality> equalities = DerivationDemo.Run(broken, query.Seed(), width, activation);
        json.WriteString("broken", word);
        json.WriteString("setting", DemonstrationText.Says(broken));
        json.WriteNumber("width", width);
        json.WriteString("activation", broken == Assumption.Relu ? "relu" : activation.Name);
        JsonText.Objects(json, "equalities", equalities, equality => WriteEquality(json, equality));
        json.WriteString("sentence", equalities.All(equality => equality.Holds)
            ? "Every equality holds: with Var(w) = 1/n the variance of the activations is that of the inputs."
            : string.Join(' ', equalities.Where(equality => !equality.Holds).Select(DemonstrationText.Verdict)));
    }

    private static void WriteEquality(Utf8JsonWriter json, Equality equality)
    {
        (string tex, string[] needs) = Texts[equality.Number - 1];
        json.WriteNumber("number", equality.Number);
        json.WriteString("tex", tex);
        json.WriteString("formula", equality.Formula);
        json.WriteString("reason", equality.Reason);
        json.WriteStartArray("brokenBy");
        foreach (string need in needs)
        {
            json.WriteStringValue(need);
        }

        json.WriteEndArray();
        JsonText.Number(json, "left", equality.Left);
        JsonText.Number(json, "leftError", equality.LeftError);
        JsonText.Number(json, "right", equality.Right);
        JsonText.Number(json, "rightError", equality.RightError);
        JsonText.Number(json, "ratio", equality.Ratio);
        JsonText.Number(json, "ratioError", equality.RatioError);
        json.WriteNumber("tolerance", equality.Tolerance);
        JsonText.Number(json, "unitScatter", equality.Scatter);
        JsonText.Number(json, "expectedScatter", equality.ExpectedScatter);
        json.WriteBoolean("holds", equality.Holds);
        json.WriteString("sentence", DemonstrationText.Verdict(equality));
    }
}
