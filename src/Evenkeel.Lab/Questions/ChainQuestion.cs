using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments.Demonstrations;

namespace Evenkeel.Lab.Questions;

/// <summary>The article's chain of α·I against its closed form, and trained.</summary>
public sealed class ChainQuestion : LabQuestion
{
    private const double Rate = 0.02;
    private const int Steps = 1000;
    private const int MostTrained = 40;

    /// <inheritdoc/>
    public override string Name => "chain";

    /// <inheritdoc/>
    public override string Purpose => "What a chain of L layers α·I does to signal and gradient, against α^(L−1); and, with train=yes, what such a start does to the cost.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => !new QueryReader(query).Has("train");

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        double alpha = query.Number("alpha", 1.5, -3, 3);
        int layers = (int)query.Whole("layers", 10, 2, 200);
        bool train = query.Choice("train", "no", ["no", "yes"]) == "yes";
        if (train && layers > MostTrained)
        {
            query.Problem($"layers is {layers}, but a chain is trained with at most {MostTrained}; it is not trained.");
            train = false;
        }

        ImmutableArray<ChainLayer> chain = ChainDemo.Run(alpha, layers);
        json.WriteNumber("alpha", alpha);
        json.WriteNumber("layers", layers);
        JsonText.Number(json, "output", chain[^1].Activation);
        JsonText.Number(json, "expected", chain[^1].ExpectedActivation);
        JsonText.Number(json, "relativeError", chain[^1].RelativeError);
        JsonText.Objects(json, "chain", chain, layer =>
        {
            json.WriteNumber("layer", layer.Layer);
            JsonText.Number(json, "activation", layer.Activation);
            JsonText.Number(json, "expectedActivation", layer.ExpectedActivation);
            JsonText.Number(json, "gradient", layer.Gradient);
            JsonText.Number(json, "expectedGradient", layer.ExpectedGradient);
            JsonText.Number(json, "relativeError", layer.RelativeError);
        });
        json.WriteString("sentence", DemonstrationText.Verdict(alpha, chain));
        JsonText.Objects(json, "examples", [1.5, 0.5], example =>
        {
            json.WriteNumber("alpha", example);
            json.WriteNumber("layers", 10);
            json.WriteNumber("output", ChainDemo.Run(example, 10)[^1].Activation);
        });
        WriteTraining(json, train ? ChainTraining.Run(alpha, layers, Rate, Steps, query.Seed()) : null);
    }

    private static void WriteTraining(Utf8JsonWriter json, ChainTraining? training)
    {
        if (training is null)
        {
            json.WriteNull("training");
            return;
        }

        json.WriteStartObject("training");
        json.WriteNumber("rate", Rate);
        json.WriteNumber("clip", ChainTraining.ClipNorm);
        JsonText.Drawn(json, "costs", training.Costs);
        JsonText.Number(json, "least", training.Least);
        JsonText.Number(json, "lowest", training.Lowest);
        JsonText.Number(json, "final", training.Final);
        JsonText.Number(json, "swing", training.Swing);
        json.WriteNumber("rises", training.Rises);
        json.WriteBoolean("oscillates", training.Oscillates);
        json.WriteString("sentence", $"α = {DemonstrationText.Number(training.Factor)}: {DemonstrationText.Verdict(training)}");
        json.WriteEndObject();
    }
}
