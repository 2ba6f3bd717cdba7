using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>Products of random matrices, where no one matrix is special, against their exact law.</summary>
public sealed class ProductsQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "products";

    /// <inheritdoc/>
    public override string Purpose => "What products of random matrices of N(0, scale/width) do to a vector's length, draw by draw, beside the exact mean and scatter of its logarithm.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        double scale = query.Number("scale", 1, 1e-4, 1e4);
        int width = (int)query.Whole("width", 10, 2, 64);
        int layers = (int)query.Whole("layers", 50, 2, 200);
        int draws = (int)query.Whole("draws", 20, 1, 50);
        RandomProducts products = RandomProducts.Run(scale, width, layers, draws, query.Seed(), cancellation);
        json.WriteNumber("scale", scale);
        json.WriteNumber("width", width);
        json.WriteNumber("layers", layers);
        json.WriteNumber("draws", draws);
        json.WriteStartArray("forward");
        foreach (IEnumerable<double> draw in products.Forward)
        {
            JsonText.Drawn(json, null, draw);
        }

        json.WriteEndArray();
        json.WriteStartArray("backward");
        foreach (IEnumerable<double> draw in products.Backward)
        {
            JsonText.Drawn(json, null, draw);
        }

        json.WriteEndArray();
        json.WriteNumber("typicalPerLayer", products.TypicalPerLayer);
        json.WriteNumber("deviationPerLayer", products.DeviationPerLayer);
        json.WriteNumber("meanSquarePerLayer", products.MeanSquarePerLayer);
        json.WriteNumber("typicalScale", products.TypicalScale);
        json.WriteString("sentence", Sentence(products));
    }

    private static string Sentence(RandomProducts products)
    {
        double typical = products.Layers * products.TypicalPerLayer;
        double deviation = Math.Sqrt(products.Layers) * products.DeviationPerLayer;
        string says = $"After {products.Layers} layers half of all products leave a vector longer than about {Size(typical)}× and half shorter; two thirds lie between {Size(typical - deviation)}× and {Size(typical + deviation)}×.";
        string mean = $"The mean of the square is {Size(2 * products.Layers * products.MeanSquarePerLayer)}× exactly, yet that is not typical: few long products carry it, the more so the narrower and deeper the chain.";
        return $"{says} {mean} The scale that keeps the typical length at width {products.Width} is {products.TypicalScale.ToString("0.####", CultureInfo.InvariantCulture)}.";
    }

    private static string Size(double log10) => TheoryText.Factor(Elementary.Pow(10, log10));
}
