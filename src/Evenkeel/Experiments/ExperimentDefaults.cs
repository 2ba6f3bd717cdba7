using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>What an experiment is when only its data is named: the article's digits network for images, its playground for points in the plane, a small one of Glorot and Bengio's for their shapes, deep linear layers for a linear map, sines for a picture.</summary>
public static class ExperimentDefaults
{
    private const string Sines = "sin(30)";
    private const string ForSines = "places(first=siren-first, hidden=siren)";

    /// <summary>Gives the experiment that a data set's name stands for.</summary>
    /// <param name="data">A name or a path, as <see cref="DataSpec.Name"/> has it.</param>
    /// <returns>The specification of <see cref="ComparisonSpec"/>'s own defaults, or that of the playground, of the shapes, of the map or of the picture, on that data.</returns>
    public static ComparisonSpec For(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ToyData.Find(data) is not null ? Playground(data)
            : data == "shapeset" ? Shapes()
            : data == "linear-modes" ? Modes()
            : data == "image" ? Picture()
            : new() { Data = new() { Name = data } };
    }

    /// <summary>Gives the start of one network where none is named.</summary>
    /// <param name="spec">What it is and learns; its own schemes are those that a comparison would take.</param>
    /// <returns>The scheme made for sines where the network has the picture's sines and the schemes have it too; else <c>xavier</c>.</returns>
    /// <exception cref="FormatException">The activation is unknown.</exception>
    public static string StartOf(ComparisonSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Schemes.Contains(ForSines) && Activations.Parse(spec.Network.Activation).Name == Sines ? ForSines : "xavier";
    }

    /// <summary>Whether two names stand for the same experiment, the data aside.</summary>
    /// <param name="data">One name.</param>
    /// <param name="other">Another.</param>
    /// <returns>True for two sets of points in the plane, or for two sets of images.</returns>
    internal static bool AreAlike(string data, string other) => For(data) with { Data = new() } == For(other) with { Data = new() };

    private static ComparisonSpec Playground(string data) => new()
    {
        Data = new() { Name = data },
        Network = new NetworkSpec { Hidden = [6, 3], Activation = "relu" },
        Training = new TrainingSpec { Batch = 0, Epochs = 500 },
        Schemes = ["zero", "xavier*0.01", "xavier", "xavier*100"],
    };

    /// <summary>Five layers of tanh, batches of 10, each image seen once, and the two starts that the paper compares; narrower and shorter than its own.</summary>
    private static ComparisonSpec Shapes() => new()
    {
        Data = new() { Name = "shapeset" },
        Network = new NetworkSpec { Hidden = [100, 100, 100, 100, 100] },
        Training = new TrainingSpec { Batch = 10, Epochs = 1, LearningRate = 0.03 },
        Schemes = ["uniform", "glorot-uniform"],
        Target = 0.3,
    };

    /// <summary>Five linear layers of the map's own width, in full batches, at about the rate at which an orthogonal start learns soonest.</summary>
    private static ComparisonSpec Modes() => new()
    {
        Data = new() { Name = "linear-modes" },
        Network = new NetworkSpec { Hidden = [64, 64, 64, 64], Activation = "linear", Bias = false, Loss = LossKind.MeanSquaredError },
        Training = new TrainingSpec { Batch = 0, Epochs = 1000, LearningRate = 18 },
        Schemes = ["orthogonal", "xavier"],
    };

    /// <summary>Three layers of sines, trained as the paper's demonstration is, but for a higher rate.</summary>
    private static ComparisonSpec Picture() => new()
    {
        Data = new() { Name = "image" },
        Network = new NetworkSpec { Hidden = [64, 64, 64], Activation = Sines, Loss = LossKind.MeanSquaredError },
        Training = new TrainingSpec { Optimizer = "adam", Batch = 0, Epochs = 200, LearningRate = 0.001 },
        Schemes = [ForSines, "xavier"],
    };
}
