using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>Labelled images from a pair of IDX files.</summary>
public static class IdxData
{
    /// <summary>Reads a pair.</summary>
    /// <param name="name">What to call the set.</param>
    /// <param name="imagesPath">The images, [count, rows, columns], gzipped or not.</param>
    /// <param name="labelsPath">The labels, [count], gzipped or not.</param>
    /// <param name="classes">The class names; null names them by number, as many as the labels need.</param>
    /// <returns>The images, of shape rows × columns, pixels as 255ths.</returns>
    /// <exception cref="DataSourceException">A file is not as it should be, or the two do not fit each other.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ByteDataSet Read(string name, string imagesPath, string labelsPath, IReadOnlyList<string>? classes = null)
    {
        IdxArray images = IdxArray.Read(imagesPath);
        IdxArray labels = IdxArray.Read(labelsPath);
        (string imagesFile, string labelsFile) = (Path.GetFileName(imagesPath), Path.GetFileName(labelsPath));
        if (images.Axes.Count < 2 || labels.Axes.Count != 1)
        {
            throw new DataSourceException($"{imagesFile} has {images.Axes.Count} axes and {labelsFile} has {labels.Axes.Count}; images need 2 or more, labels need 1.");
        }

        if (images.Axes[0] != labels.Axes[0])
        {
            throw new DataSourceException($"{imagesFile} holds {images.Axes[0]} images, but {labelsFile} holds {labels.Axes[0]} labels; they must be as many.");
        }

        int most = labels.Elements.Max();
        classes ??= [.. Enumerable.Range(0, most + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        int wrong = Array.FindIndex(labels.Elements, label => label >= classes.Count);
        if (wrong >= 0)
        {
            throw new DataSourceException($"{labelsFile}: label {wrong} is {labels.Elements[wrong]}, but {name} has the classes 0 to {classes.Count - 1}.");
        }

        return new(name, new Shape([.. images.Axes.Skip(1)]), classes, images.Elements, labels.Elements);
    }
}
