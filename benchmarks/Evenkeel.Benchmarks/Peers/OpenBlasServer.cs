using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>The peer that does products with OpenBLAS: reads "repeats products NN 384x384x384,…" per line, writes milliseconds.</summary>
internal static class OpenBlasServer
{
    /// <summary>Serves until the input ends.</summary>
    /// <returns>The exit code.</returns>
    public static int Run()
    {
        OpenBlas blas;
        try
        {
            blas = OpenBlas.Load();
        }
        catch (DllNotFoundException missing)
        {
            Console.Error.WriteLine(missing.Message);
            return 3;
        }

        Console.WriteLine(blas.Description);
        Dictionary<string, Action> ready = [];
        while (Console.ReadLine() is string line)
        {
            string[] words = line.Split(' ', 3);
            int repeats = int.Parse(words[0], CultureInfo.InvariantCulture);
            if (!ready.TryGetValue(words[2], out Action? work))
            {
                Product[] products = [.. words[2].Split(',').Select(Product.Parse)];
                foreach (Product product in products) Check(blas, product);
                ready.Add(words[2], work = () => { foreach (Product product in products) blas.Run(product); });
            }

            if (repeats == 0) Turn.Prepare(work);
            Console.WriteLine((repeats == 0 ? 0 : Turn.Take(work, repeats)).ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    /// <summary>Both sides do the same work: their results differ by rounding alone.</summary>
    private static void Check(OpenBlas blas, Product product)
    {
        product.Run(Workers.One);
        float[] ours = product.C.ToArray();
        blas.Run(product);

        // Two sums of k products of numbers within ±1, in different orders, are at most 2·k·ε·k apart; typically far less.
        double bound = 2.0 * product.K * product.K * (MathF.BitIncrement(1) - 1);
        for (int i = 0; i < ours.Length; i++)
        {
            if (!(Math.Abs(ours[i] - product.C[i]) <= bound)) throw new InvalidOperationException($"{product} is {product.C[i]} at {i} with OpenBLAS, {ours[i]} with Evenkeel.");
        }
    }
}
