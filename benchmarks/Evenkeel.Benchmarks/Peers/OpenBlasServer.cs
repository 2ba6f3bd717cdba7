using System.Globalization;

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
                ready.Add(words[2], work = () => { foreach (Product product in products) blas.Run(product); });
            }

            if (repeats == 0) Turn.Prepare(work);
            Console.WriteLine((repeats == 0 ? 0 : Turn.Take(work, repeats)).ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }
}
