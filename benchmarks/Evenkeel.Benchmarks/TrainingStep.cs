using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>All products of one training step of a dense network, in order: forward, then per layer the weight and the input gradient.</summary>
public sealed class TrainingStep
{
    private readonly List<Product> products = [];

    public TrainingStep(int batch, params int[] widths)
    {
        for (int layer = 1; layer < widths.Length; layer++) products.Add(new(Form.NN, batch, widths[layer], widths[layer - 1]));
        for (int layer = widths.Length - 1; layer > 0; layer--)
        {
            products.Add(new(Form.TN, widths[layer - 1], widths[layer], batch));
            if (layer > 1) products.Add(new(Form.NT, batch, widths[layer - 1], widths[layer]));
        }
    }

    /// <summary>The products, for example "NN 100x300x784,…".</summary>
    public override string ToString() => string.Join(',', products);

    public double Operations => products.Sum(product => product.Operations);

    public void Run(Workers workers)
    {
        foreach (Product product in products) product.Run(workers);
    }

    /// <summary>The baseline: the same products in scalar loops.</summary>
    public void RunScalar()
    {
        foreach (Product product in products) product.RunScalar();
    }
}
