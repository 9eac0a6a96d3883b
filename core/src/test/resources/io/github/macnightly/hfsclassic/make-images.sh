#!/bin/bash
# Makes the images of this folder: make-images.sh DIR
# Needs hfsutils 3.2.6, genisoimage 1.1.11, perl. hfsutils stores names as they are given: MacRoman.
set -e
export TZ=UTC LC_ALL=C HOME=$(mktemp -d)
DIR=$1
cd "$DIR"
n() { printf "$1"; }

# macbinary NAME TYPE CREATOR FLAGS CREATED MODIFIED DATAFILE RESOURCEFILE: a MacBinary II file on
# standard output; FLAGS is the upper byte of the Finder flags, times count seconds from 1904.
macbinary() {
  perl -e '
    my ($name, $type, $creator, $flags, $created, $modified, @files) = @ARGV;
    my @forks = map { local (@ARGV, $/) = $_; binmode STDIN; <> // "" } @files;
    my $header = pack("x C a63 a4 a4 C x n n n x x N N N N n C", length $name, $name, $type, $creator,
        $flags, 0, 0, 0, length $forks[0], length $forks[1], $created, $modified, 0, 0);
    $header .= "\0" x (122 - length $header) . pack("C C", 129, 129);
    my $crc = 0;
    for my $byte (unpack "C*", $header) {
      $crc ^= $byte << 8;
      $crc = ($crc & 0x8000 ? $crc << 1 ^ 0x1021 : $crc << 1) & 0xffff for 1 .. 8;
    }
    binmode STDOUT;
    print $header, pack("n x2", $crc);
    print $_, "\0" x (-length($_) % 128) for @forks;' "$@"
}

# blank FILE KIBIBYTES
blank() { rm -f "$1"; truncate -s "$2K" "$1"; }

# text WORD LINES: text that tells where in it a reader is
text() { seq -f "$1 line %.0f" "$2"; }

forks() {
  blank forks.hfs 800
  hformat -l 'Forks/Disk' forks.hfs >> log
  text data 300 > data
  text resource 200 > resource
  : > nothing
  macbinary both TEXT ttxt 0 2937600000 2968704000 data resource > both.bin
  macbinary application APPL MYAP 32 3000000000 3000000001 nothing resource > application.bin
  hcopy -m both.bin ':Both Forks'
  hcopy -m application.bin ':Application'
  hcopy -r nothing ':Empty'
  hcopy -r data ':Left/Right'
  hcopy -r data ':A name of thirty-one characters'
  hcopy -r data "$(n ':\x86ml\x8aute \xa7 \xaf \xa9 \xc3')"
  hcopy -r data ':Locked'
  hattrib +l ':Locked'
  hcopy -r data ':Hidden'
  hattrib -t TEXT -c ttxt +i ':Hidden'
  hmkdir ':one' ':one:two' ':one:two:three' "$(n ':one:Stra\xa7e')" ':None'
  hcopy -m application.bin "$(n ':one:two:Icon\r')"
  hattrib +i "$(n ':one:two:Icon\r')"
  hcopy -r data ':one:two:three:deep'
  hcopy -m both.bin "$(n ':one:Stra\xa7e:caf\x8e')"
  humount
}

# Small files fill the volume, every second one goes, and two large files take the holes.
fragments() {
  blank fragments.hfs 800
  hformat -l Fragments fragments.hfs >> log
  text 'the larger' 2000 > larger
  text 'the smaller' 1000 > smaller
  macbinary mixed DATA FRAG 1 3100000000 3100000100 smaller larger > mixed.bin
  head -c 512 smaller > small
  for i in $(seq 1000 1740); do hcopy -r small ":f$i" 2>> log || break; done
  for i in $(seq 1000 2 1740); do hdel ":f$i" 2>> log || break; done
  hcopy -m mixed.bin ':mixed'
  hcopy -r smaller ':smaller'
  for i in $(seq 1001 2 1739); do [ $((i % 100)) = 1 ] || hdel ":f$i" 2>> log || break; done
  humount
}

many() {
  blank many.hfs 1440
  hformat -l Many many.hfs >> log
  for d in $(seq 10 39); do
    hmkdir ":Directory $d"
    for f in $(seq 10 29); do echo "$d $f" | hcopy -r - ":Directory $d:File $f of $d"; done
  done
  for d in $(seq 1 40); do
    path=$path:level$d
    hmkdir "$path"
  done
  echo end | hcopy -r - "$path:end"
  humount
}

# More levels than we follow.
deep() {
  blank deep.hfs 800
  hformat -l Deep deep.hfs >> log
  path=
  for d in $(seq 1 1001); do
    path=$path:d
    hmkdir "$path"
  done
  humount
}

hybrid() {
  rm -rf tree
  mkdir -p tree/folder
  text data 300 > tree/data.txt
  text nested 1000 > tree/folder/nested.txt
  find tree -exec touch -d '2001-02-03 04:05:06' {} +
  genisoimage -quiet -hfs -hfs-volid Hybrid -hfs-creator ttxt -hfs-type TEXT -R -V Hybrid \
      -o hybrid.iso tree 2>> log
}

# facts IMAGE: what hfsutils finds on it, a line for each entry, tabs between
#   d PATH ENTRIES
#   f PATH LOCKED FINDERFLAGS TYPE CREATOR CREATED MODIFIED DATASIZE SHA256 RESOURCESIZE SHA256
# PATH in UTF-8, a slash in a name as a colon, CR as \r; times count seconds from 1970.
facts() {
  hmount "$1" >> log
  perl -MDigest::SHA=sha256_hex -MEncode -e '
    sub text { my $t = decode("MacRoman", shift); $t =~ s/\r/\\r/g; encode("UTF-8", $t) }
    sub out { open my $pipe, "-|", @_ or die; binmode $pipe; local $/; my $all = <$pipe> // ""; $all }
    sub walk {
      my ($mac, $unix) = @_;
      for (split /\n/, out("hls", "-la", $mac)) {
        my ($kind, $rest, $name) = /^(..)(.*?) \w{3} [ \d]\d [ \d][\d:]{4} (.*)$/s or die "hls: $_";
        (my $shown = $name) =~ tr{/}{:};
        my $path = $unix . text($shown);
        if ($kind =~ /^d/) {
          print join("\t", "d", $path, $rest =~ /(\d+) item/), "\n";
          walk("$mac$name:", "$path/");
          next;
        }
        my $bin = out("hcopy", "-m", "$mac$name", "-");
        my ($type, $creator, $high) = unpack "x65 a4 a4 C", $bin;
        my ($data, $resource, $created, $modified) = unpack "x83 N4", $bin;
        my $second = 128 + int(($data + 127) / 128) * 128;
        print join("\t", "f", $path, $kind =~ /^F/ ? 1 : 0,
            sprintf("%04x", $high << 8 | unpack "x101 C", $bin), $type, $creator,
            $created - 2082844800, $modified - 2082844800,
            $data, sha256_hex(substr $bin, 128, $data),
            $resource, sha256_hex(substr $bin, $second, $resource)), "\n";
      }
    }
    walk(":", "");'
  humount
}

forks
fragments
many
hybrid
deep
gzip -9n deep.hfs
for image in forks.hfs fragments.hfs many.hfs hybrid.iso; do
  facts $image > $image.facts
  gzip -9n $image $image.facts
done
