#!/bin/sh
# Packs the frozen program as an AppImage: one file that runs on most distributions without being installed.
#
#     packaging/linux/make-appimage.sh FROZEN_FOLDER TARGET.AppImage
#
# Needs appimagetool in PATH; without it everything but the last step is done, and the folder is kept beside TARGET.
set -eu

frozen=${1:?the folder with the frozen program} target=${2:?where to write the AppImage}
here=$(cd "$(dirname "$0")" && pwd)
app=$target.AppDir

rm -rf "$app"
mkdir -p "$app/opt" "$app/usr/share/applications" "$app/usr/share/metainfo" "$app/usr/share/icons"
cp -R "$frozen" "$app/opt/twinset"
cp "$here/twinset.desktop" "$app/usr/share/applications/"
# appimagetool looks for the metadata under the name of the desktop entry.
cp "$here/twinset.metainfo.xml" "$app/usr/share/metainfo/twinset.appdata.xml"
cp -R "$here/../icons/hicolor" "$app/usr/share/icons/"
ln -s usr/share/applications/twinset.desktop "$app/twinset.desktop"
ln -s usr/share/icons/hicolor/256x256/apps/twinset.png "$app/twinset.png"
ln -s twinset.png "$app/.DirIcon"
cat > "$app/AppRun" <<'RUN'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/opt/twinset/twinset" "$@"
RUN
chmod 755 "$app/AppRun"

if ! command -v appimagetool > /dev/null; then
    echo "appimagetool is not there; what it would pack is $app" >&2
    exit 3
fi
ARCH=${ARCH:-$(uname -m)} appimagetool "$app" "$target"
rm -rf "$app"
