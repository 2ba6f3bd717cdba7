using System.Text.Json;
using Evenkeel.Formats;
using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Interchange;

/// <summary>Networks in safetensors and ONNX files: tensors named <c>layers.1.weight</c>, [out, in], and the specification in the metadata.</summary>
public static class NetworkFile
{
    private const string DescriptionKey = "evenkeel.network";
    private const string SchemaKey = "evenkeel.schema";
    private const string ExperimentKey = "evenkeel.experiment";

    /// <summary>Writes a network.</summary>
    /// <param name="path">The file, ending in <c>.safetensors</c> or <c>.onnx</c>; replaced as a whole once everything is written.</param>
    /// <param name="saved">The network.</param>
    /// <exception cref="DataSourceException">The file's ending is another, or the format cannot hold the network.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, SavedNetwork saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        CheckEnding(path);
        if (IsOnnx(path))
        {
            NetworkOnnx.Save(path, saved);
            return;
        }

        TensorWriter.Save(path, WeightFile.Tensors(saved.Network, saved.Parameters), new Dictionary<string, string>(Metadata(saved), StringComparer.Ordinal) { ["format"] = "pt" });
    }

    /// <summary>What a file says of its network, whatever its format.</summary>
    internal static Dictionary<string, string> Metadata(SavedNetwork saved)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [DescriptionKey] = JsonSerializer.Serialize(NetworkDescription.Of(saved), NetworkDescriptionJson.Default.NetworkDescription),
        };
        if (saved.Schema is { } schema)
        {
            metadata[SchemaKey] = schema.ToJson();
        }

        if (saved.Experiment is { } experiment)
        {
            metadata[ExperimentKey] = experiment;
        }

        return metadata;
    }

    /// <summary>Refuses a name that does not say which format a network is to be saved in.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataSourceException">The file's ending is neither <c>.safetensors</c> nor <c>.onnx</c>.</exception>
    public static void CheckEnding(string path)
    {
        if (!IsOnnx(path) && !string.Equals(Path.GetExtension(path), ".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            throw new DataSourceException($"A network is saved as .safetensors or .onnx, but '{path}' ends in '{Path.GetExtension(path)}'.");
        }
    }

    /// <summary>Reads a network that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network with its parameters.</returns>
    /// <exception cref="DataSourceException">The file holds tensors but no network, or they do not fit it.</exception>
    /// <exception cref="TensorFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SavedNetwork Load(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        if (!file.Metadata.TryGetValue(DescriptionKey, out string? json))
        {
            throw new DataSourceException($"{file.FileName} holds {file.Tensors.Count} tensors, but does not say which network they belong to; 'evenkeel train --save' writes files that do.");
        }

        try
        {
            NetworkDescription description = NetworkDescription.Parse(json);
            Network network = description.Build();
            ParameterStore parameters = WeightFile.Read(file, network).Parameters;
            return new()
            {
                Network = network,
                Parameters = parameters,
                Classes = [.. description.Classes],
                IsSigned = description.IsSigned,
                Schema = file.Metadata.TryGetValue(SchemaKey, out string? schema) ? CsvSchema.FromJson(schema) : null,
                Experiment = file.Metadata.GetValueOrDefault(ExperimentKey),
            };
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or FormatException)
        {
            throw new DataSourceException($"{file.FileName} describes its network in a way that cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The network that a file's tensors belong to, as the file says; null where it says nothing that can be read.</summary>
    internal static NetworkSpec? SpecOf(TensorFile file)
    {
        if (!file.Metadata.TryGetValue(DescriptionKey, out string? json))
        {
            return null;
        }

        try
        {
            return NetworkDescription.Parse(json).Spec;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static bool IsOnnx(string path) => string.Equals(Path.GetExtension(path), ".onnx", StringComparison.OrdinalIgnoreCase);
}
